### ホームページ。

home-start = 最初の5分間
home-read-docs = ドキュメントを読む
home-features = 三つの仕事のために
home-translators = 翻訳者に
home-translators-text = メッセージを書き換えると、その場で結果が見えます。入力の途中でも直前の正しい文が表示され、どこがおかしいのかが平易な言葉で示されます。
home-authors = 執筆者に
home-authors-text = 画像の隣で Markdown を書くだけです。タグも一覧もリンクも、どの言語でも自然に正しい場所へつながります。
home-releases = リリース担当者に
home-releases-text = 一言語だけでも全言語まとめてでも、同じ入力からは同じバイト列ができます。
home-latest = 新着記事
