# The greeting of the site.
site-title = Nouvelles de { -brand }
nav-home = Accueil
nav-blog = Blog
search = Recherche
