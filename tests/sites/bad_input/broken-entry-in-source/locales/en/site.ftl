nav-home = Home
nav-about = About { us
greeting = Hello, { $name }!
notice = Plain words.
