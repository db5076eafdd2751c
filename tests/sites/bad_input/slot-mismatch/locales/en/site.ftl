nav-home = Home
nav-about = About us
greeting = Hello, { $name }!
notice = Plain words.
terms = Read the <a data-l10n-name="term">terms</a>.
