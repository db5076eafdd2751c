-brand = Isogloss
site-title = { -brand } News
nav-home = Home
nav-blog = Blog
nav-about = About
nav-group = More
nav-source = Source code
footer-line = Made with { -brand } by { $count ->
        [one] one person
       *[other] { $count } people
    }.
search = Search
    .label = Search this site
