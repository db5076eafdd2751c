### メニュー。リンク先は content/navigation.toml にある。

## メニューの名前（スクリーンリーダーが読み上げる）

nav-main =
    .aria-label = メイン
nav-actions =
    .aria-label = 利用を始める
nav-blog-menu =
    .aria-label = ブログの話題
nav-home = ホーム
breadcrumb =
    .aria-label = 現在地
# 別のサイトへ移るリンクの後に読み上げられる。
nav-external = （別のサイト）

## メニュー「Isogloss の特長」

nav-product = { -brand } の特長
nav-product-explore = 知る
nav-about = { -brand } について
nav-how-it-works = 再ビルドの範囲を知る仕組み
nav-source-code = ソースコード
nav-product-build = つくる
nav-watch-mode = watch モード
nav-fragments = フラグメント
nav-fallback = メッセージ単位のフォールバック
nav-index = 依存関係の索引
nav-product-check = 確かめる
nav-coverage = 翻訳率と公開基準
nav-safe-parsing = 安全な構文解析
nav-marked-text = 出所がわかるテキスト
nav-product-start = はじめる
nav-first-five-minutes = 最初の5分間
nav-download = ダウンロード

## メニュー「活用例」

nav-solutions = 活用例
nav-solutions-role = 役割から探す
nav-for-translators = 翻訳者
nav-for-authors = 執筆者
nav-for-releases = リリース担当者
nav-solutions-task = 目的から探す
nav-task-blog = 五つの言語でブログを運営する
nav-task-japanese = 日本語をきれいに組む
nav-task-open-language = 新しい言語を公開する
nav-task-name = プロジェクトに名前を付ける
nav-solutions-topic = 話題から探す
nav-see-all = すべての話題を見る

## 単独のリンク

nav-pricing = 料金

## メニュー「資料」

nav-resources = 資料
nav-resources-learn = 学ぶ
nav-docs = ドキュメント
nav-guide-translators = 翻訳者ガイド
nav-guide-authors = 執筆者ガイド
nav-guide-releases = リリースガイド
nav-resources-read = 読む
nav-blog = ブログ
nav-engineering = エンジニアリング
nav-community = コミュニティ
nav-all-tags = タグ一覧
nav-resources-project = プロジェクト
nav-issues = 課題
nav-discussions = ディスカッション
nav-changelog = 変更履歴
nav-resources-legal = 法的情報
nav-privacy = プライバシー
nav-terms = 利用規約

## ヘッダー右端の操作

nav-login = ログイン
nav-demo = デモを予約
nav-get-started = 使ってみる

## ブログのメニュー

nav-blog-more = その他
nav-blog-all = すべての記事を見る

## お知らせの下に並ぶリンク

nav-row-watch = 見守る
nav-row-translate = 訳す
nav-row-check = 検査する
nav-row-trace = たどる
nav-row-release = 公開する
