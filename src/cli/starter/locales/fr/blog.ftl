### Articles, listes et étiquettes.
### Il manque encore un message ici : post-updated. Il n’apparaît sur aucune page, car aucun article n’a été modifié.

## Listes

home-latest = Derniers articles
# $count (Number) est le nombre d’articles.
listing-count =
    { $count ->
        [one] Un article
       *[other] { NUMBER($count) } articles
    }
# $language (String) est le nom de la langue dans cette langue.
card-untranslated = Uniquement dans cette langue : { $language }

## Numéros de page

pagination =
    .aria-label = Pages
pagination-previous = Précédente
pagination-next = Suivante
# $number (Number) est le numéro d’une page.
pagination-page =
    .aria-label = Page { NUMBER($number) }
# Remplace les numéros laissés de côté.
pagination-gap = …

## Articles

# post-updated = Updated { DATETIME($date, dateStyle: "long") }

# $minutes (Number) est le temps de lecture.
post-reading-time =
    { $minutes ->
        [one] Une minute de lecture
       *[other] { NUMBER($minutes) } minutes de lecture
    }
post-tags =
    .aria-label = Sujets
post-neighbours =
    .aria-label = Articles précédent et suivant
post-previous = Article précédent
post-next = Article suivant
# $language (String) est le nom de la langue du texte, dans cette langue.
post-untranslated = Ce texte n’est pas encore traduit. Langue du texte : { $language }.

## Étiquettes : le nom de l’étiquette « start » est le message tag-start

tags-title = Tous les sujets
tag-kicker = Sujet
tag-start = Premiers pas
tag-messages = Messages
tag-languages = Langues
