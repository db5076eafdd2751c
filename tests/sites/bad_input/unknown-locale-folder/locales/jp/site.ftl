nav-home = ホーム
