### La page de recherche.

search-title = Recherche
# Nomme le champ.
search-label = Mots à chercher
# Le bouton à côté du champ.
search-submit = Rechercher
# Là où JavaScript ne fonctionne pas.
search-scriptless = La recherche a besoin de JavaScript, qui ne fonctionne pas ici.
# $count (String) est le nombre de résultats. Un script l’insère : les règles du pluriel ne peuvent pas choisir ici.
search-found = Résultats : { $count }
# Il y en a plus que ceux qui sont affichés.
# $count (String) est le nombre de résultats affichés.
search-first = Premiers résultats : { $count }
search-none = Rien n’a été trouvé. Essayez avec moins de mots, ou d’autres.
search-failed = L’index n’a pas pu être lu. Vérifiez la connexion et réessayez.
# Le bouton sous les résultats.
search-more = Afficher la suite
# Sur la page d’une langue dont les textes ne peuvent pas encore être cherchés.
search-closed = Il n’est pas encore possible de chercher dans cette langue.
