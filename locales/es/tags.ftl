### Nombres de etiquetas y autores. Los identificadores son los de los artículos.

tag-fluent = Fluent

# tag-incremental = Incremental builds

tag-layouts = Plantillas
tag-markdown = Markdown
tag-translators = Traducir
tag-typography = Tipografía

# tag-reliability = Reliability

# tag-testing = Testing

# tag-releases = Releases

# author-mika = Mika Hayashi

# author-jonas = Jonas Weber

# author-amelie = Amélie Laurent

author-tomas = Tomás Ibarra
