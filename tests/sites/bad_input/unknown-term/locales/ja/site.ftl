nav-home = ホーム
nav-about = 会社
greeting = { $name }さん、こんにちは
notice = ふつうの言葉
-brand = Isogloss
