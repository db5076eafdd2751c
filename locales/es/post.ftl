### Artículos y páginas.

# post-updated = Updated { DATETIME($date, dateStyle: "long") }

# $minutes (Number) es el tiempo de lectura.
post-reading-time =
    { $minutes ->
        [one] Un minuto de lectura
       *[other] { NUMBER($minutes) } minutos de lectura
    }

# post-authors =
#     { $count ->
#         [one] Author:
#        *[other] Authors:
#     }

post-tags =
    .aria-label = Etiquetas
post-contents = En esta página

# post-neighbours =
#     .aria-label = Older and newer posts

post-previous = Artículo anterior
post-next = Artículo siguiente
# $language (String) es el nombre del idioma del texto en ese idioma.
post-untranslated = Este texto todavía no está traducido. Idioma del texto: { $language }.
