### タグと著者の名前。id は記事のフロントマターと同じ。

## タグ

tag-fluent = Fluent
tag-incremental = 差分ビルド
tag-layouts = レイアウト
tag-markdown = Markdown
tag-translators = 翻訳
tag-typography = 組版
tag-reliability = 信頼性
tag-testing = テスト
tag-releases = リリース

## 著者

author-mika = 林 美香
author-jonas = ヨナス・ヴェーバー
author-amelie = アメリー・ローラン
author-tomas = トマス・イバラ
