### Die Suchseite. Ein Skript setzt die Ergebnisse ein; alle Wörter stehen hier.

search-title = Suche

# search-label = Words to look for

# Der Knopf neben dem Feld.
search-submit = Suchen

# search-scriptless = The search needs JavaScript, which does not run here. <a data-l10n-name="tags">All topics</a> are there without it.

# search-found = Results: { $count }

# search-first = The first results: { $count }

# search-none = Nothing found. Try fewer words, or others.

# search-failed = The index could not be read. Check the connection and try again.

# search-more = Show more

# search-closed = This language cannot be searched yet.
