### The search page.

search-title = Search
# Names the field; stands in it, too, as long as it is empty.
search-label = Words to look for
# The button beside the field.
search-submit = Search
# Where JavaScript does not run. The link named “tags” leads to the list of all topics.
search-scriptless = The search needs JavaScript, which does not run here. <a data-l10n-name="tags">All topics</a> are there without it.
# $count (String) is the number of results. It is put in by a script, so the language’s plural rules cannot choose here.
search-found = Results: { $count }
# There are more than are shown.
# $count (String) is the number of results that are shown.
search-first = The first results: { $count }
search-none = Nothing found. Try fewer words, or others.
search-failed = The index could not be read. Check the connection and try again.
# The button under the results.
search-more = Show more
# On the page of a language whose texts cannot be searched yet.
search-closed = This language cannot be searched yet.
