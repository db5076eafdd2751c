### Die Fußzeile.

# footer-menu =
#     .aria-label = About this site

# footer-terms = Terms

footer-privacy = Datenschutz

# footer-trust = Trust center

# footer-copyright = © { $year } the { -brand } contributors

footer-languages = Sprachen
    .aria-label = Diese Seite in anderen Sprachen
# Steht neben einer Sprache, die man noch nicht wählen kann.
# $percent (Number) ist der Anteil der übersetzten Meldungen in ganzen Prozent.
footer-coming-soon = demnächst, { NUMBER($percent) } %

## Darstellung, wie sie die Leserin oder der Leser wünscht

# mode =
#     .aria-label = Display

mode-scheme = Farben
mode-scheme-auto = Automatisch
mode-scheme-light = Hell
mode-scheme-dark = Dunkel
mode-less-motion = Weniger Bewegung
