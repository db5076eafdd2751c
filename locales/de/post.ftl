### Beiträge und Seiten.

# post-updated = Updated { DATETIME($date, dateStyle: "long") }

# $minutes (Number) ist die Lesezeit.
post-reading-time =
    { $minutes ->
        [one] Eine Minute Lesezeit
       *[other] { NUMBER($minutes) } Minuten Lesezeit
    }

# post-authors =
#     { $count ->
#         [one] Author:
#        *[other] Authors:
#     }

# post-tags =
#     .aria-label = Tags

post-contents = Auf dieser Seite

# post-neighbours =
#     .aria-label = Older and newer posts

# post-previous = Older post

# post-next = Newer post

# $language (String) ist der Name der Sprache des Textes in dieser Sprache.
post-untranslated = Dieser Text ist noch nicht übersetzt. Sprache des Textes: { $language }.
