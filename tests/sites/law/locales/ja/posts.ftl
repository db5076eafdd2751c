read-more = 続きを読む
reading-time = { $minutes }分で読めます
posted = { DATETIME($date, dateStyle: "long") }公開
page-of = { $current }/{ NUMBER($total) }ページ
old-headline = お知らせ
terms-line = <strong>{ -brand }</strong>の<a data-l10n-name="about">物語</a>
tag-rust = Rust言語
author-ada = エイダ・ラブレス
gone-line = ページがありません
