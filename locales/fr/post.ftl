### Articles et pages.

# $date (Date) est le jour de la dernière modification.
post-updated = Mis à jour le { DATETIME($date, dateStyle: "long") }
# $minutes (Number) est le temps de lecture.
post-reading-time =
    { $minutes ->
        [one] Une minute de lecture
       *[other] { NUMBER($minutes) } minutes de lecture
    }
# Précède les noms des auteurs.
# $count (Number) est le nombre d’auteurs.
post-authors =
    { $count ->
        [one] Auteur :
       *[other] Auteurs :
    }
post-tags =
    .aria-label = Étiquettes
post-contents = Sur cette page

# post-neighbours =
#     .aria-label = Older and newer posts

post-previous = Article précédent
post-next = Article suivant
# $language (String) est le nom de la langue du texte, dans cette langue.
post-untranslated = Ce texte n’est pas encore traduit. Langue du texte : { $language }.
