nav-home = ホーム
nav-about = 会社
greeting = { $name }さん、こんにちは
notice = { echo }
echo = ふつうの言葉
