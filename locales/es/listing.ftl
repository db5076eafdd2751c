### Listas: secciones, etiquetas, autores y números de página.

# $count (Number) es el número de artículos.
listing-count =
    { $count ->
        [0] Todavía no hay artículos
        [one] Un artículo
       *[other] { NUMBER($count) } artículos
    }
listing-posts = Artículos

# listing-sections =
#     .aria-label = Sections

# $language (String) es el nombre del idioma en ese idioma.
card-untranslated = Solo en este idioma: { $language }

## Números de página

# $place (String) dice dónde están: “above”, antes de la lista; “below”, después.
pagination =
    .aria-label =
        { $place ->
            [below] Páginas, después de la lista
           *[above] Páginas, antes de la lista
        }
pagination-previous = Anterior
pagination-next = Siguiente
# $number (Number) es el número de una página.
pagination-page =
    .aria-label = Página { NUMBER($number) }

# pagination-gap = …

## Etiquetas y autores

tags-title = Todas las etiquetas

# tags-count =
#     { $count ->
#         [one] One tag in use
#        *[other] { NUMBER($count) } tags in use
#     }

# tags-browse = Browse by tag

tag-kicker = Etiqueta
author-kicker = Autor
