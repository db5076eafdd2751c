### Noms des étiquettes et des auteurs. Les identifiants sont ceux des articles.

## Étiquettes

tag-fluent = Fluent
tag-incremental = Construction incrémentale
tag-layouts = Gabarits
tag-translators = Traduire
tag-typography = Typographie
tag-releases = Publications

## Auteurs

author-mika = Mika Hayashi
author-jonas = Jonas Weber
author-amelie = Amélie Laurent
author-tomas = Tomás Ibarra
