### すべてのページに共通の枠: 名称、タイトル、告知、次の一歩の案内。

## 名称

# プログラムの名前。翻訳しない。
-brand = Isogloss
site-name = { -brand }
site-home =
    .aria-label = { -brand } ホームページ
site-tagline = どのページも、自分が話す言葉を知っている。

## ブラウザーのタイトル

# $title (String) はページの題名。
site-page-title = { $title } – { -brand }
# $title (String) は一覧の題名。
# $number (Number) は一覧のページ番号（2 以上）。
site-paged-title = { $title }（{ NUMBER($number) }ページ目）– { -brand }
skip-link = 本文へ移動

## ヘッダーの上の告知（4 本、それぞれリンク）

promo =
    .aria-label = お知らせ
promo-five-languages = 一つのブログを五つの言語で、一度のビルドで
promo-japanese = 日本語の組み方
promo-gates = 言語を公開できるのはいつか
promo-join = 翻訳に参加する

## ヘッダーの下のお知らせ

announcement =
    .aria-label = 最新情報
# “more” という名前のリンクは、言語の公開についての記事を指す。
announcement-text = 次に公開を予定しているのはフランス語です。<a data-l10n-name="more">言語が公開されるまでを読む</a>

## ページ末尾の案内

call-title = 書いた言葉を、それが現れるすべてのページへ
call-text = { -brand } をインストールし、watch モードでサイトを開いて、メッセージを一つ書き換えてみてください。その言葉がどこに現れるかが見えます。
call-button = ドキュメントを読む

## 準備中の言語に出す帯

banner =
    .aria-label = この翻訳の状態
# $language (String) はその言語自身での言語名（例: “Français”）。
# $percent (Number) は翻訳済みメッセージの割合（整数のパーセント）。
banner-coming-soon = { $language } は翻訳中です。現在 { NUMBER($percent) }% が完了しています。未訳の部分は英語で表示されます。
banner-progress =
    .aria-label = 翻訳済みメッセージの割合
# $language (String) は原文の言語の、その言語自身での名前。
banner-source = 完全版（{ $language }）を読む

## 存在しないアドレス

not-found-title = ページが見つかりません
not-found-text = アドレスに誤りがあるか、ページが移動した可能性があります。記事は元の場所にあります。
not-found-home = ホームページへ
not-found-blog = ブログへ
