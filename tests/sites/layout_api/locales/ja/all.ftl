-brand = アイソグロス
plain = <b>ただの文</b>
attributes = 検索
    .title = 「これ」を探す
count = { $n }個
when = { DATETIME($day, dateStyle: "full") }
old-id = 旧
rich = <strong>{ -brand }</strong>：<a data-l10n-name="docs">{ $what }を読む</a>
