nav-home = Home
nav-about = About us
greeting = Hello, { $name }!
notice = { NUMBRE(5) } words.
