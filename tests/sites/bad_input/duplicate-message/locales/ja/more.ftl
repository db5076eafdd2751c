extra = おまけ
