### Beiträge und Seiten.

# $minutes (Number) ist die Lesezeit.
post-reading-time =
    { $minutes ->
        [one] Eine Minute Lesezeit
       *[other] { NUMBER($minutes) } Minuten Lesezeit
    }
post-contents = Auf dieser Seite
# $language (String) ist der Name der Sprache des Textes in dieser Sprache.
post-untranslated = Dieser Text ist noch nicht übersetzt. Sprache des Textes: { $language }.
