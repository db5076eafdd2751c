### Menus. Les liens se trouvent dans content/navigation.toml.

## Noms des menus, lus par les lecteurs d’écran

nav-main =
    .aria-label = Menu principal
nav-actions =
    .aria-label = Pour commencer
nav-blog-menu =
    .aria-label = Sujets du blog
# Boutons qui ouvrent et ferment les menus sur un écran étroit.
nav-open = Menu
nav-close = Fermer
nav-home = Accueil
breadcrumb =
    .aria-label = Vous êtes ici
# Dit après un lien qui mène à un autre site.
nav-external = (autre site)

## Menu « Pourquoi Isogloss »

nav-product = Pourquoi { -brand }
nav-product-explore = Explorer
nav-about = À propos d’{ -brand }
nav-name-story = L’histoire du nom
nav-product-build = Construire
nav-watch-mode = Mode watch
nav-fragments = Fragments
nav-dates = Dates et nombres selon CLDR

# nav-plain-markdown = Markdown without raw HTML

nav-product-run = Exécuter
nav-how-it-works = Comment il sait quoi reconstruire
nav-index = L’index des dépendances
nav-watching = Surveiller le disque
nav-record = Un registre de ce qui est écrit
nav-only-changes = Seulement ce qui change
nav-same-bytes = Mêmes entrées, mêmes octets
nav-product-discover = Découvrir
nav-topics = Sujets du blog
nav-product-govern = Gouverner
nav-gates = Des seuils pour chaque langue
nav-coverage = Couverture et états

# nav-house-rules = House rules as tests

nav-product-cloud = Cloud
nav-any-host = Publier chez tout hébergeur
nav-ci = Codes de sortie pour la CI
nav-product-compare = Comparer
nav-compare-fallback = Par message ou par page
nav-compare-rebuild = Reconstruire juste ou tout

# nav-compare-index = Our own index or a library

# nav-compare-marks = Marks or guesses

# nav-compare-excerpt = Cut by letters or by bytes

nav-product-start = Commencer
nav-first-five-minutes = Vos cinq premières minutes
nav-download = Télécharger
nav-product-why = Pourquoi nous
nav-why-law = Une loi pour chaque construction
nav-why-errors = Des erreurs qui montrent l’endroit
nav-why-free = Logiciel libre

## Menu « Solutions »

nav-solutions = Solutions
nav-solutions-role = Par métier
nav-for-translators = Traducteurs
nav-for-authors = Auteurs
nav-for-releases = Responsables de publication
nav-for-designers = Designers
nav-for-contributors = Contributeurs
nav-solutions-task = Par tâche
nav-task-blog = Tenir un blog en cinq langues
nav-task-japanese = Bien composer le japonais
nav-task-open-language = Ouvrir une nouvelle langue
nav-task-name = Nommer un projet
nav-task-first-edit = Changer votre premier message

# nav-task-share-menu = Share one menu among pages

nav-task-plurals = Écrire les pluriels
nav-solutions-topic = Par sujet
nav-solutions-question = Par question
nav-ask-read = Que lit une page ?
nav-ask-whose = De qui sont ces mots ?
nav-ask-broken = Et si un fichier est cassé ?
nav-ask-missing = Et s’il manque un texte ?
nav-ask-changed = Qu’est-ce qui a changé sur le disque ?
nav-ask-ready = Quand une langue est-elle prête ?
nav-solutions-file = Par fichier
nav-file-messages = Messages en .ftl
nav-file-posts = Articles en .md
nav-file-layouts = Gabarits en .html

# nav-file-menus = Menus in navigation.toml

# nav-file-settings = Settings in site.toml

nav-see-all = Tout voir

## Un simple lien

nav-pricing = Tarifs

## Menu « Ressources »

nav-resources = Ressources
nav-resources-learn = Apprendre
nav-docs = Documentation
nav-guide-translators = Guide des traducteurs
nav-guide-authors = Guide des auteurs
nav-guide-releases = Guide des publications
nav-fluent-syntax = Syntaxe de Fluent
nav-write-markdown = Écrire en Markdown
nav-resources-read = Lire
nav-blog = Blog
nav-engineering = Ingénierie
nav-community = Communauté
nav-all-tags = Toutes les étiquettes
nav-how-we-test = Comment nous testons
nav-resources-inside = Sous le capot

# nav-in-guard = A guard before the parser

# nav-in-spans = Spans from slices

nav-in-terms = Un terme et un message
nav-in-marks = Des marques sans trace
nav-in-ledger = Les questions et le registre

# nav-in-slots = Fragments as slots

# nav-in-links = Links that know their reader

# nav-in-window = The window of a pagination

nav-resources-project = Projet
nav-source-code = Code source
nav-issues = Tickets
nav-discussions = Discussions
nav-changelog = Journal des modifications

# nav-roadmap = Roadmap

nav-license = Licence

# nav-conduct = Code of conduct

nav-resources-legal = Ce site
nav-privacy = Confidentialité
nav-terms = Conditions d’utilisation
nav-this-languages = Langues de ce site

## Actions au bout de l’en-tête

nav-search = Rechercher
nav-login = Se connecter
nav-demo = Démo
nav-get-started = Commencer

## Menu du blog

nav-blog-more = Plus
nav-blog-all = Voir tous les articles

## Liens sous l’annonce

nav-row-watch = Suivre
nav-row-translate = Traduire
nav-row-check = Vérifier

# nav-row-trace = Trace

nav-row-release = Publier
