### La page d’accueil.

home-start = Vos cinq premières minutes
home-read-docs = Lire la documentation
home-features = Pensé pour trois métiers
home-latest = Derniers articles
