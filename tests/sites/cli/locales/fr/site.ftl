-brand = Isogloss
nav-home = Accueil
nav-hello = Dire bonjour
greeting = Bonjour { $name } !
