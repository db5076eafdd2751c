read-more = Read more
reading-time = { $minutes } min read
posted = Posted on { DATETIME($date, dateStyle: "long") }
page-of = Page { $current } of { NUMBER($total) }
old-headline = News
new-headline = Latest news
terms-line = Read the <a data-l10n-name="about">story</a> of <strong>{ -brand }</strong>
tag-rust = Rust
tag-l10n = Localization
author-ada = Ada Lovelace
gone-line = Nothing here
only-english = Only in English
