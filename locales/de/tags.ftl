### Namen von Schlagwörtern.

tag-fluent = Fluent
tag-markdown = Markdown
tag-translators = Übersetzen
