### La page de recherche. Un script y met les résultats ; tous les mots sont ici.

search-title = Recherche
# Le nom du champ, affiché dans le champ tant qu’il est vide.
search-label = Mots à chercher
# Le bouton à côté du champ.
search-submit = Rechercher
# Là où JavaScript ne s’exécute pas. Le lien nommé « tags » mène à la liste de tous les sujets.
search-scriptless = La recherche a besoin de JavaScript, qui est désactivé ici. <a data-l10n-name="tags">Tous les sujets</a> restent accessibles sans lui.
# $count (String) est le nombre de résultats, mis en place par un script.
search-found = Résultats : { $count }
# Il y en a plus qu’on n’en montre.
# $count (String) est le nombre de résultats affichés.
search-first = Premiers résultats : { $count }
search-none = Aucun résultat. Essayez avec moins de mots, ou avec d’autres.
search-failed = L’index n’a pas pu être chargé. Vérifiez la connexion, puis réessayez.
# Le bouton sous les résultats.
search-more = Afficher plus de résultats

# search-closed = This language cannot be searched yet.
