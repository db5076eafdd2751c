nav-home = Home
nav-about = About us
greeting = Hello, { $name }!
notice = { NUMBER(5, minimumFractionDigits: 4000000000) } words.
