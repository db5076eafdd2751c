### 記事、一覧、タグ。

## 一覧

home-latest = 新着記事
# $count (Number) は記事の数。日本語では数による形の違いはない。
listing-count = { NUMBER($count) }件の記事
# $language (String) はその言語自身での言語名。
card-untranslated = { $language } のみ

## ページ番号

pagination =
    .aria-label = ページ番号
pagination-previous = 前へ
pagination-next = 次へ
# $number (Number) はページ番号。
pagination-page =
    .aria-label = { NUMBER($number) }ページ
# 省略されたページ番号の代わりに表示する。
pagination-gap = …

## 記事

# $date (Date) は最終更新日（記事に `updated = "…"` があるとき）。
post-updated = { DATETIME($date, dateStyle: "long") }更新
# $minutes (Number) は読むのにかかる時間（分）。
post-reading-time = { NUMBER($minutes) }分で読めます
post-tags =
    .aria-label = 話題
post-neighbours =
    .aria-label = 前後の記事
post-previous = 前の記事
post-next = 次の記事
# $language (String) は表示中の文章の言語の、その言語自身での名前。
post-untranslated = この文章はまだ翻訳されていません。原文（{ $language }）を表示しています。

## タグ：タグ “start” の名前はメッセージ tag-start

tags-title = すべての話題
tag-kicker = 話題
tag-start = はじめに
tag-messages = メッセージ
tag-languages = 言語
