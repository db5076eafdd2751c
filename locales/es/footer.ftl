### El pie de página.

footer-menu =
    .aria-label = Acerca de este sitio

# footer-terms = Terms

footer-privacy = Privacidad

# footer-trust = Trust center

# footer-copyright = © { $year } the { -brand } contributors

## Idiomas

footer-languages = Idiomas
    .aria-label = Esta página en otros idiomas
# Aparece junto a un idioma que aún no se puede elegir.
# $percent (Number) es la parte de mensajes traducidos, en tanto por ciento entero.
footer-coming-soon = próximamente, { NUMBER($percent) } %

## Modo de presentación, a elección del lector

mode =
    .aria-label = Presentación
mode-scheme = Colores
mode-scheme-auto = Automáticos
mode-scheme-light = Claros
mode-scheme-dark = Oscuros

# mode-less-motion = Less motion
