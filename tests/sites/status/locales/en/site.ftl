-brand = Isogloss
nav-home = Home
nav-about = About us
nav-docs = Documents
footer-note = Made with { -brand }
search = Search
    .title = Search all pages
    .placeholder = Words
count = { $count ->
    [one] One page
   *[other] { $count } pages
}
brand-line = { -brand }
tagline = One language after the other
footer-line = { tagline }: { footer-note }
unseen = Nobody asks for this
