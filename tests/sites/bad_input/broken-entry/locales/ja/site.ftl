nav-home = ホーム
nav-about = 会社 { $x
greeting = { $name }さん、こんにちは
notice = ふつうの言葉
