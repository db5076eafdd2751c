### La página de búsqueda. Un script pone los resultados; todas las palabras están aquí.

search-title = Búsqueda
# El nombre del campo; también aparece dentro mientras está vacío.
search-label = Términos de búsqueda
# El botón junto al campo.
search-submit = Buscar

# search-scriptless = The search needs JavaScript, which does not run here. <a data-l10n-name="tags">All topics</a> are there without it.

# $count (String) es el número de resultados; lo pone un script.
search-found = Resultados: { $count }
# Hay más de los que se muestran.
# $count (String) es el número de resultados que se muestran.
search-first = Primeros resultados: { $count }
search-none = No se ha encontrado nada. Prueba con menos palabras o con otras.

# search-failed = The index could not be read. Check the connection and try again.

# search-more = Show more

# search-closed = This language cannot be searched yet.
