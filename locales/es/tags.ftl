### Nombres de etiquetas y autores. Los identificadores son los de los artículos.

tag-fluent = Fluent
tag-layouts = Plantillas
tag-markdown = Markdown
tag-translators = Traducir
tag-typography = Tipografía
author-tomas = Tomás Ibarra
