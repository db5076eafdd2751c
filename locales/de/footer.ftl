### Die Fußzeile.

footer-privacy = Datenschutz
footer-languages = Sprachen
    .aria-label = Diese Seite in anderen Sprachen
# Steht neben einer Sprache, die man noch nicht wählen kann.
# $percent (Number) ist der Anteil der übersetzten Meldungen in ganzen Prozent.
footer-coming-soon = demnächst, { NUMBER($percent) } %
