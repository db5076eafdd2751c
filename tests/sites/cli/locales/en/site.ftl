-brand = Isogloss
nav-home = Home
nav-hello = Say hello
greeting = Hello, { $name }!
posts = { $count ->
    [one] { $count } post
   *[other] { $count } posts
}
since = Since { $day }
search = Search
    .title = Search { -brand }
    .placeholder = Words
labels =
    .close = Close
only-here = Only in English
