-brand = Isogloss
-company = La société { -brand }
same = Pareil
missing = Présent
only-value = Valeur
    .title = Titre
only-attributes =
    .title = Titre
    .title = Encore
attributes = Attributs
    .title = Titre
    .label = Étiquette
references = { attributes.title }, { same } et { -brand }
    .title = { -company }
twice = Deux fois { -brand }
variants = { -brand } : { $count }
plural = { $count ->
        [one] Une chose
        [0] Rien
       *[other] { $count } choses
    }
place = { $place ->
       *[other] Au-dessus
        [other] Encore
    }
duplicate = Double
character = Caractère
style = Style
    .style = width: 25em
style-other = Style
    .style = nothing of the kind
nested = { same }
