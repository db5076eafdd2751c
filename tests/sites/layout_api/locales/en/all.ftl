-brand = Isogloss
plain = <b>Plain & simple</b>
attributes = Search
    .title = Find “it”
only-attributes =
    .title = Alone
count = { $n ->
    [one] { $n } thing
   *[other] { NUMBER($n, minimumFractionDigits: 1) } things
 }
when = { DATETIME($day, dateStyle: "full") }
year = { $year }
rich = Read <a data-l10n-name="docs" title="Docs">the { $what }</a>, <strong>{ -brand }</strong> &amp; more
unruly = <script>alert(1)</script> <a href="javascript:x">x</a> <a data-l10n-name="nowhere">y</a> <em>open
new-id = New
old-id = Old
only-en = English only
tag-x = The tag
