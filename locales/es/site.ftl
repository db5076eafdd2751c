### El marco de todas las páginas: nombres, título y avisos.

## Nombres

# El nombre del programa. No se traduce.
-brand = Isogloss
site-name = { -brand }
site-home =
    .aria-label = { -brand }, página de inicio
site-tagline = Cada página sabe qué palabras dice.

## Título de la ventana

# $title (String) es el título de la página.
site-page-title = { $title } – { -brand }
# $title (String) es el título de una lista.
# $number (Number) es el número de página de la lista, desde 2.
site-paged-title = { $title }, página { NUMBER($number) } – { -brand }
skip-link = Ir al contenido

## Avisos

promo =
    .aria-label = Avisos

# promo-five-languages = One blog, five languages, one build

# promo-japanese = How we set Japanese

# promo-gates = When is a language ready?

promo-join = Traduce con nosotros

## Banda de un idioma en camino

# announcement =
#     .aria-label = News

# announcement-text = French is next in line. <a data-l10n-name="more">Read how a language opens</a>

# call-title = Your words, on every page that shows them

# call-text = Install { -brand }, open a site in watch mode, and change one message. You will see where it goes.

# call-button = Read the documentation

banner =
    .aria-label = Estado de esta traducción
# $language (String) es el nombre del idioma en ese idioma.
# $percent (Number) es la parte de mensajes traducidos, en tanto por ciento entero.
banner-coming-soon = { $language }: la traducción está en marcha y lleva un { NUMBER($percent) } %. Lo que falta se muestra en inglés.
banner-progress =
    .aria-label = Parte de los mensajes que ya está traducida
# $language (String) es el nombre del idioma de origen en ese idioma.
banner-source = Versión completa de este sitio: { $language }

## Dirección que no lleva a ninguna parte

not-found-title = Aquí no hay ninguna página

# not-found-text = The address may be mistyped, or the page may have moved. The posts are still where they were.

not-found-home = Ir a la página de inicio
not-found-blog = Ir al blog
