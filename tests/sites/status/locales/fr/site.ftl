-brand = Isogloss
nav-home = Accueil
nav-docs = Documents
search = Rechercher
    .title = Rechercher partout
count = { $count ->
    [one] Une page
   *[other] { $count } pages
}
brand-line = { -brand }
footer-line = { tagline } : { footer-note }
gone = Plus personne ne le demande
broken = { $open
