### Listen und ihre Seitenzahlen.

# $count (Number) ist die Zahl der Beiträge.
listing-count =
    { $count ->
        [0] Noch keine Beiträge
        [one] Ein Beitrag
       *[other] { NUMBER($count) } Beiträge
    }
pagination-previous = Zurück
pagination-next = Weiter
# $number (Number) ist die Nummer einer Seite.
pagination-page =
    .aria-label = Seite { NUMBER($number) }
tags-title = Alle Schlagwörter
