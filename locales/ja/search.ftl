### 検索ページ。

search-title = 検索
# 入力欄の名前。空のときは欄の中にも表示する。
search-label = 探す言葉
# 入力欄の横のボタン。
search-submit = 検索する
# JavaScript が動かない場合。“tags” という名前のリンクはすべての話題の一覧を指す。
search-scriptless = 検索には JavaScript が必要ですが、ここでは動いていません。<a data-l10n-name="tags">すべての話題</a>はそのままご覧になれます。
# $count (String) は結果の件数。スクリプトが入れる。
search-found = 検索結果：{ $count }件
# 表示したものより多くの結果がある。
# $count (String) は表示した結果の件数。
search-first = 最初の{ $count }件を表示しています
search-none = 見つかりませんでした。言葉を減らすか、別の言葉でお試しください。
search-failed = 検索用のデータを読み込めませんでした。接続を確かめて、もう一度お試しください。
# 結果の下のボタン。
search-more = さらに表示
# まだ検索できない言語のページに表示する。
search-closed = この言語はまだ検索できません。
