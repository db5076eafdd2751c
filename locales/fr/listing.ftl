### Listes : rubriques, étiquettes, auteurs et numéros de page.

# $count (Number) est le nombre d’articles.
listing-count =
    { $count ->
        [0] Aucun article pour l’instant
        [one] Un article
       *[other] { NUMBER($count) } articles
    }
listing-posts = Articles
listing-sections =
    .aria-label = Rubriques
# $language (String) est le nom de la langue dans cette langue.
card-untranslated = Uniquement dans cette langue : { $language }

## Numéros de page

# $place (String) dit où ils se trouvent : “above” avant la liste, “below” après.
pagination =
    .aria-label =
        { $place ->
            [below] Pages, après la liste
           *[above] Pages, avant la liste
        }
pagination-previous = Précédente
pagination-next = Suivante
# $number (Number) est le numéro d’une page.
pagination-page =
    .aria-label = Page { NUMBER($number) }
# Remplace les numéros laissés de côté.
pagination-gap = …

## Étiquettes et auteurs

tags-title = Toutes les étiquettes
# $count (Number) est le nombre d’étiquettes.
tags-count =
    { $count ->
        [one] Une étiquette utilisée
       *[other] { NUMBER($count) } étiquettes utilisées
    }

# tags-browse = Browse by tag

tag-kicker = Étiquette
author-kicker = Auteur
