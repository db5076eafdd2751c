### Noms des étiquettes et des auteurs. Les identifiants sont ceux des articles.

## Étiquettes

tag-fluent = Fluent
tag-incremental = Construction incrémentale
tag-layouts = Gabarits
tag-markdown = Markdown
tag-translators = Traduire
tag-typography = Typographie

# tag-reliability = Reliability

tag-testing = Tests
tag-releases = Publications

## Auteurs

author-mika = Mika Hayashi
author-jonas = Jonas Weber
author-amelie = Amélie Laurent
author-tomas = Tomás Ibarra
