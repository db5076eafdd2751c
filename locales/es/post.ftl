### Artículos y páginas.

# $minutes (Number) es el tiempo de lectura.
post-reading-time =
    { $minutes ->
        [one] Un minuto de lectura
       *[other] { NUMBER($minutes) } minutos de lectura
    }
post-tags =
    .aria-label = Etiquetas
post-contents = En esta página
post-previous = Artículo anterior
post-next = Artículo siguiente
# $language (String) es el nombre del idioma del texto en ese idioma.
post-untranslated = Este texto todavía no está traducido. Idioma del texto: { $language }.
