### フッター。

footer-menu =
    .aria-label = このサイトについて
footer-terms = 利用規約
footer-privacy = プライバシー
footer-trust = トラストセンター
# $year (String) は最新のコンテンツの年。
footer-copyright = © { $year } { -brand } コントリビューター

## 言語

footer-languages = 言語
    .aria-label = 他の言語で読む
# まだ選べない言語の名前の横に表示する。
# $percent (Number) は翻訳済みメッセージの割合（整数のパーセント）。
footer-coming-soon = 近日公開（{ NUMBER($percent) }%）

## 表示モード: 読者が選ぶ見え方

mode =
    .aria-label = 表示設定
mode-scheme = 配色
mode-scheme-auto = 自動
mode-scheme-light = ライト
mode-scheme-dark = ダーク
mode-less-motion = 動きを減らす
