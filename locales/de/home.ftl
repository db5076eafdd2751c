# home-start = Your first five minutes

# home-read-docs = Read the documentation

# home-features = Made for three kinds of work

# home-translators = For translators

# home-translators-text = Edit a message and see it in place. A half-typed entry keeps its last good text and says in plain words what is wrong.

# home-authors = For authors

# home-authors-text = Write Markdown beside pictures. Tags, listings and links find their way in every language by themselves.

# home-releases = For release engineers

# home-releases-text = The same inputs give the same bytes, for one language alone or for all of them together.

# home-latest = Latest posts
