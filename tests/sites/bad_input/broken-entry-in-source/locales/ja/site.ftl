nav-home = ホーム
greeting = { $name }さん、こんにちは
notice = ふつうの言葉
