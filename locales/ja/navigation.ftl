### メニュー。リンク先は content/navigation.toml にある。

## メニューの名前（スクリーンリーダーが読み上げる）

nav-main =
    .aria-label = メイン
nav-actions =
    .aria-label = 利用を始める
nav-blog-menu =
    .aria-label = ブログの話題
# 狭い画面でメニューを開閉するボタン。
nav-open = メニュー
nav-close = 閉じる
nav-home = ホーム
breadcrumb =
    .aria-label = 現在地
# 別のサイトへ移るリンクの後に読み上げられる。
nav-external = （別のサイト）

## メニュー「Isogloss の特長」

nav-product = { -brand } の特長
nav-product-explore = 知る
nav-about = { -brand } について
nav-name-story = 名前の由来
nav-product-build = つくる
nav-watch-mode = watch モード
nav-fragments = フラグメント
nav-dates = CLDR による日付と数値
nav-plain-markdown = 生の HTML を通さない Markdown
nav-product-run = 動かす
nav-how-it-works = 再ビルドの範囲を知る仕組み
nav-index = 依存関係の索引
nav-watching = ディスクを見守る
nav-record = 書き出したものの記録
nav-only-changes = 変わったところだけ
nav-same-bytes = 同じ入力から同じバイト列
nav-product-discover = 見つける
nav-topics = ブログの話題
nav-product-govern = 管理する
nav-gates = 言語ごとの公開基準
nav-coverage = 翻訳率と状態
nav-house-rules = テストになった規約
nav-product-cloud = クラウド
nav-any-host = どのホストにも公開
nav-ci = CI のための終了コード
nav-product-compare = 比べる
nav-compare-fallback = メッセージ単位かページ単位か
nav-compare-rebuild = 必要な分だけか、すべてか
nav-compare-index = 自前の索引かライブラリーか
nav-compare-marks = 印か推測か
nav-compare-excerpt = 文字で切るかバイトで切るか
nav-product-start = はじめる
nav-first-five-minutes = 最初の5分間
nav-download = ダウンロード
nav-product-why = 選ばれる理由
nav-why-law = すべてのビルドに一つの法則
nav-why-errors = 場所を指し示すエラー
nav-why-free = 自由なソフトウェア

## メニュー「活用例」

nav-solutions = 活用例
nav-solutions-role = 役割から探す
nav-for-translators = 翻訳者
nav-for-authors = 執筆者
nav-for-releases = リリース担当者
nav-for-designers = デザイナー
nav-for-contributors = コントリビューター
nav-solutions-task = 目的から探す
nav-task-blog = 五つの言語でブログを運営する
nav-task-japanese = 日本語をきれいに組む
nav-task-open-language = 新しい言語を公開する
nav-task-name = プロジェクトに名前を付ける
nav-task-first-edit = 最初のメッセージを書き換える
nav-task-share-menu = 一つのメニューを全ページで使う
nav-task-plurals = 複数形を書く
nav-solutions-topic = 話題から探す
nav-solutions-question = 疑問から探す
nav-ask-read = ページは何を読むのか
nav-ask-whose = これは誰の言葉か
nav-ask-broken = ファイルが壊れていたら
nav-ask-missing = 文章が足りなかったら
nav-ask-changed = ディスクで何が変わったか
nav-ask-ready = 言語を公開できるのはいつか
nav-solutions-file = ファイルから探す
nav-file-messages = .ftl のメッセージ
nav-file-posts = .md の記事
nav-file-layouts = .html のレイアウト
nav-file-menus = navigation.toml のメニュー
nav-file-settings = site.toml の設定
nav-see-all = すべて見る

## 単独のリンク

nav-pricing = 料金

## メニュー「資料」

nav-resources = 資料
nav-resources-learn = 学ぶ
nav-docs = ドキュメント
nav-guide-translators = 翻訳者ガイド
nav-guide-authors = 執筆者ガイド
nav-guide-releases = リリースガイド
nav-fluent-syntax = Fluent の文法
nav-write-markdown = Markdown で書く
nav-resources-read = 読む
nav-blog = ブログ
nav-engineering = エンジニアリング
nav-community = コミュニティ
nav-all-tags = タグ一覧
nav-how-we-test = テストのやり方
nav-resources-inside = 仕組み
nav-in-guard = パーサーの前の番人
nav-in-spans = スライスから求める位置
nav-in-terms = 用語とメッセージ
nav-in-marks = 跡を残さない印
nav-in-ledger = 問いと台帳
nav-in-slots = 差し込み口としてのフラグメント
nav-in-links = 読者を知っているリンク
nav-in-window = ページ番号の窓
nav-resources-project = プロジェクト
nav-source-code = ソースコード
nav-issues = 課題
nav-discussions = ディスカッション
nav-changelog = 変更履歴
nav-roadmap = ロードマップ
nav-license = ライセンス
nav-conduct = 行動規範
nav-resources-legal = このサイト
nav-privacy = プライバシー
nav-terms = 利用規約
nav-this-languages = このサイトの言語

## ヘッダー右端の操作

nav-search = 検索
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
