nav-home = ホーム
nav-about = 会社
greeting = { $name }さん、<script>alert(1)</script>こんにちは
notice = ふつうの言葉
