site-title = Assets
