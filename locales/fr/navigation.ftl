### Menus. Les liens se trouvent dans content/navigation.toml.

## Noms des menus, lus par les lecteurs d’écran

nav-main =
    .aria-label = Menu principal
nav-actions =
    .aria-label = Pour commencer
nav-blog-menu =
    .aria-label = Sujets du blog
nav-home = Accueil
breadcrumb =
    .aria-label = Vous êtes ici
# Dit après un lien qui mène à un autre site.
nav-external = (autre site)

## Menu « Pourquoi Isogloss »

nav-product = Pourquoi { -brand }
nav-product-explore = Explorer
nav-about = À propos d’{ -brand }
nav-how-it-works = Comment il sait quoi reconstruire
nav-source-code = Code source
nav-product-build = Construire
nav-watch-mode = Mode watch
nav-fragments = Fragments
nav-fallback = Repli message par message
nav-index = L’index des dépendances
nav-product-check = Vérifier
nav-coverage = Couverture et seuils
nav-safe-parsing = Analyse sans risque
nav-marked-text = Texte marqué
nav-product-start = Commencer
nav-first-five-minutes = Vos cinq premières minutes
nav-download = Télécharger

## Menu « Solutions »

nav-solutions = Solutions
nav-solutions-role = Par métier
nav-for-translators = Traducteurs
nav-for-authors = Auteurs
nav-for-releases = Responsables de publication
nav-solutions-task = Par tâche
nav-task-blog = Tenir un blog en cinq langues
nav-task-open-language = Ouvrir une nouvelle langue
nav-solutions-topic = Par sujet
nav-see-all = Voir tous les sujets

## Un simple lien

nav-pricing = Tarifs

## Menu « Ressources »

nav-resources = Ressources
nav-resources-learn = Apprendre
nav-docs = Documentation
nav-guide-translators = Guide des traducteurs
nav-guide-authors = Guide des auteurs
nav-guide-releases = Guide des publications
nav-resources-read = Lire
nav-blog = Blog
nav-engineering = Ingénierie
nav-community = Communauté
nav-all-tags = Toutes les étiquettes
nav-resources-project = Projet
nav-issues = Tickets
nav-discussions = Discussions
nav-changelog = Journal des modifications
nav-resources-legal = Mentions légales
nav-privacy = Confidentialité
nav-terms = Conditions d’utilisation

## Actions au bout de l’en-tête

nav-login = Se connecter
nav-demo = Réserver une démo
nav-get-started = Commencer

## Menu du blog

nav-blog-more = Plus
nav-blog-all = Voir tous les articles
