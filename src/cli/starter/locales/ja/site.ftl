### すべてのページに共通の枠: 名称、メニュー、フッター。
### メッセージの上のコメントは翻訳者のためのもの。

## 名称

# ダッシュで始まる「ターム」は、ほかのメッセージから使う。レイアウトは直接表示できない。
-blog-name = フィールドノート
site-name = { -blog-name }
# メッセージには属性を付けられる。レイアウトは t("site-home.aria-label") と書いて読み出す。
site-home =
    .aria-label = { -blog-name } ホームページ
# $title (String) はページの題名。
site-page-title = { $title } – { -blog-name }
# $title (String) は一覧の題名。
# $number (Number) は一覧のページ番号（2 以上）。
site-paged-title = { $title }（{ NUMBER($number) }ページ目）– { -blog-name }
skip-link = 本文へ移動

## メニュー。リンク先は content/navigation.toml にある。

nav-main =
    .aria-label = メイン
nav-blog = ブログ
nav-topics = 話題
nav-all-topics = すべての話題
nav-about = このサイトについて
nav-fluent = Fluent を学ぶ
# 別のサイトへ移るリンクの後に読み上げられる。
nav-external = （別のサイト）

## 言語

languages =
    .aria-label = 他の言語で読む
# まだ選べない言語の名前の横に表示する。
# $percent (Number) は翻訳済みメッセージの割合（整数のパーセント）。
languages-coming-soon = 近日公開（{ NUMBER($percent) }%）

## 準備中の言語に出す帯

banner =
    .aria-label = この翻訳の状態
# $language (String) はその言語自身での言語名（例: “Français”）。
# $percent (Number) は翻訳済みメッセージの割合（整数のパーセント）。
banner-coming-soon = { $language } は翻訳中です。現在 { NUMBER($percent) }% が完了しています。

## フッター

footer-menu =
    .aria-label = このサイトの案内
# $year (String) は最新のコンテンツの年。
footer-copyright = © { $year } { -blog-name }

## 存在しないアドレス

not-found-title = ページが見つかりません
# “home” という名前のリンクはホームページを指す。アドレスはレイアウトが決める。
not-found-text = アドレスに誤りがあるかもしれません。<a data-l10n-name="home">ホームページへ</a>
