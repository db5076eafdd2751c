### 一覧: セクション、タグ、著者、ページ番号。

# $count (Number) は記事の数。
listing-count =
    { $count ->
        [0] 記事はまだありません
       *[other] { NUMBER($count) }件の記事
    }
listing-posts = 記事
listing-sections =
    .aria-label = セクション
# $language (String) はその言語自身での言語名。
card-untranslated = { $language } のみ

## ページ番号

# $place (String) は位置を示す。一覧の前なら “above”、後なら “below”。
pagination =
    .aria-label =
        { $place ->
            [below] ページ番号（一覧の後）
           *[above] ページ番号（一覧の前）
        }
pagination-previous = 前へ
pagination-next = 次へ
# $number (Number) はページ番号。
pagination-page =
    .aria-label = { NUMBER($number) }ページ
# 省略されたページ番号の代わりに表示する。
pagination-gap = …

## タグと著者

tags-title = タグ一覧
# $count (Number) はタグの数。
tags-count = { NUMBER($count) }個のタグ
tags-browse = タグから探す
tag-kicker = タグ
author-kicker = 著者
