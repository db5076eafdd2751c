nav-home = Home
# 新幹線 is wider than its characters are many.
greeting = 新幹線へ、{ $user }!
posts = { $count } posts
terms = Read the <a data-l10n-name="terms">terms</a>.
state-live = Live
nav-old = Nobody shows this
