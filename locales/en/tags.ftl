### Names of tags and authors. The ids are those of the posts’ front matter.

## Tags

tag-fluent = Fluent
tag-incremental = Incremental builds
tag-layouts = Layouts
tag-markdown = Markdown
tag-translators = Translating
tag-typography = Typography
tag-reliability = Reliability
tag-testing = Testing
tag-releases = Releases

## Authors

author-mika = Mika Hayashi
author-jonas = Jonas Weber
author-amelie = Amélie Laurent
author-tomas = Tomás Ibarra
