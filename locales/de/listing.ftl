### Listen und ihre Seitenzahlen.

# $count (Number) ist die Zahl der Beiträge.
listing-count =
    { $count ->
        [0] Noch keine Beiträge
        [one] Ein Beitrag
       *[other] { NUMBER($count) } Beiträge
    }

# listing-posts = Posts

# listing-sections =
#     .aria-label = Sections

# card-untranslated = Available in { $language } only

# pagination =
#     .aria-label =
#         { $place ->
#             [below] Pages, after the list
#            *[above] Pages, before the list
#         }

pagination-previous = Zurück
pagination-next = Weiter
# $number (Number) ist die Nummer einer Seite.
pagination-page =
    .aria-label = Seite { NUMBER($number) }

# pagination-gap = …

tags-title = Alle Schlagwörter

# tags-count =
#     { $count ->
#         [one] One tag in use
#        *[other] { NUMBER($count) } tags in use
#     }

# tags-browse = Browse by tag

# tag-kicker = Tag

# author-kicker = Author
