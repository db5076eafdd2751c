### El pie de página.

footer-menu =
    .aria-label = Acerca de este sitio
footer-privacy = Privacidad

## Idiomas

footer-languages = Idiomas
    .aria-label = Esta página en otros idiomas
# Aparece junto a un idioma que aún no se puede elegir.
# $percent (Number) es la parte de mensajes traducidos, en tanto por ciento entero.
footer-coming-soon = próximamente, { NUMBER($percent) } %
