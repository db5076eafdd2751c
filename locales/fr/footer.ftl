### Le pied de page.

footer-menu =
    .aria-label = À propos de ce site
footer-terms = Conditions
footer-privacy = Confidentialité

# footer-trust = Trust center

# $year (String) est l’année du contenu le plus récent.
footer-copyright = © { $year } les contributeurs d’{ -brand }

## Langues

footer-languages = Langues
    .aria-label = Cette page dans d’autres langues
# Figure à côté d’une langue que l’on ne peut pas encore choisir.
# $percent (Number) est la part des messages traduits, en pour cent entiers.
footer-coming-soon = bientôt disponible, { NUMBER($percent) } %

## Mode d’affichage, au choix du lecteur

mode =
    .aria-label = Affichage
mode-scheme = Couleurs
mode-scheme-auto = Automatiques
mode-scheme-light = Claires
mode-scheme-dark = Sombres
mode-less-motion = Moins de mouvement
