### Le cadre de chaque page : noms, menus, pied de page.

## Noms

# Un terme, précédé d’un tiret, sert aux autres messages.
-blog-name = Carnet de terrain
site-name = { -blog-name }
site-home =
    .aria-label = { -blog-name }, page d’accueil
# $title (String) est le titre de la page.
site-page-title = { $title } – { -blog-name }
# $title (String) est le titre d’une liste.
# $number (Number) est le numéro de la page de cette liste, à partir de 2.
site-paged-title = { $title }, page { NUMBER($number) } – { -blog-name }
skip-link = Aller au contenu

## Menus. Les liens se trouvent dans content/navigation.toml.

nav-main =
    .aria-label = Menu principal
nav-blog = Blog
nav-topics = Sujets
nav-all-topics = Tous les sujets
nav-about = À propos
nav-fluent = Apprendre Fluent
# Dit après un lien qui mène à un autre site.
nav-external = (autre site)

## Langues

languages =
    .aria-label = Cette page dans d’autres langues
# Figure à côté d’une langue que l’on ne peut pas encore choisir.
# $percent (Number) est la part des messages traduits, en pour cent entiers.
languages-coming-soon = bientôt disponible, { NUMBER($percent) } %

## Bandeau d’une langue en chemin

banner =
    .aria-label = État de cette traduction
# $language (String) est le nom de la langue dans cette langue.
# $percent (Number) est la part des messages traduits, en pour cent entiers.
banner-coming-soon = { $language } : traduction en cours, { NUMBER($percent) } % sont faits.

## Pied de page

footer-menu =
    .aria-label = À propos de ce site
# $year (String) est l’année du contenu le plus récent.
footer-copyright = © { $year } { -blog-name }

## Adresse qui ne mène nulle part

not-found-title = Il n’y a pas de page ici
# Le lien nommé « home » mène à l’accueil.
not-found-text = L’adresse est peut-être mal écrite. <a data-l10n-name="home">Aller à l’accueil</a>
