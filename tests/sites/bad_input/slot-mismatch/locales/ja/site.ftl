nav-home = ホーム
nav-about = 会社
greeting = { $name }さん、こんにちは
notice = ふつうの言葉
terms = <a data-l10n-name="terms">利用規約</a>
