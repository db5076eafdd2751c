### Namen von Schlagwörtern.

tag-fluent = Fluent
tag-translators = Übersetzen
