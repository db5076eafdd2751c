nav-home = Home
nav-about = About us
greeting = Hello, { $user }!
notice = Plain words.
