### Namen von Schlagwörtern.

tag-fluent = Fluent

# tag-incremental = Incremental builds

# tag-layouts = Layouts

tag-markdown = Markdown
tag-translators = Übersetzen

# tag-typography = Typography

# tag-reliability = Reliability

# tag-testing = Testing

# tag-releases = Releases

# author-mika = Mika Hayashi

# author-jonas = Jonas Weber

# author-amelie = Amélie Laurent

# author-tomas = Tomás Ibarra
