### 記事とページ。

# $date (Date) は最終更新日。
post-updated = { DATETIME($date, dateStyle: "long") }更新
# $minutes (Number) は読むのにかかる時間（分）。
post-reading-time = { NUMBER($minutes) }分で読めます
# 著者名の前に置く。日本語では人数による違いはない。
post-authors = 執筆：
post-tags =
    .aria-label = タグ
post-contents = このページの内容
post-neighbours =
    .aria-label = 前後の記事
post-previous = 前の記事
post-next = 次の記事
# $language (String) は表示中のテキストの言語の、その言語自身での名前。
post-untranslated = この文章はまだ翻訳されていません。原文（{ $language }）を表示しています。
