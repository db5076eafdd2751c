### Le cadre de chaque page : noms, titre, annonces, invitation à continuer.

## Noms

# Le nom du programme, jamais traduit.
-brand = Isogloss
site-name = { -brand }
site-home =
    .aria-label = { -brand }, page d’accueil
site-tagline = Chaque page sait quels mots elle prononce.

## Titre de la fenêtre

# $title (String) est le titre de la page.
site-page-title = { $title } – { -brand }
# $title (String) est le titre d’une liste.
# $number (Number) est le numéro de la page de cette liste, à partir de 2.
site-paged-title = { $title }, page { NUMBER($number) } – { -brand }
skip-link = Aller au contenu

## Annonces

promo =
    .aria-label = Annonces
promo-five-languages = Un blog, cinq langues, une seule construction
promo-japanese = Comment nous composons le japonais

# promo-gates = When is a language ready?

promo-join = Traduisez avec nous

## Annonce sous l’en-tête

announcement =
    .aria-label = Actualités
# Le lien nommé « more » mène à l’article sur l’ouverture d’une langue.
announcement-text = Le français est le prochain sur la liste. <a data-l10n-name="more">Lire comment une langue s’ouvre</a>

## Invitation en fin de page

call-title = Vos mots, sur chaque page qui les montre

# call-text = Install { -brand }, open a site in watch mode, and change one message. You will see where it goes.

call-button = Lire la documentation

## Bandeau d’une langue en chemin

banner =
    .aria-label = État de cette traduction
# $language (String) est le nom de la langue dans cette langue.
# $percent (Number) est la part des messages traduits, en pour cent entiers.
banner-coming-soon = { $language } : traduction en cours, { NUMBER($percent) } % sont faits. Ce qui manque est affiché en anglais.
banner-progress =
    .aria-label = Part des messages traduits
# $language (String) est le nom de la langue source dans cette langue.
banner-source = Version complète de ce site : { $language }

## Adresse qui ne mène nulle part

not-found-title = Il n’y a pas de page ici

# not-found-text = The address may be mistyped, or the page may have moved. The posts are still where they were.

not-found-home = Aller à l’accueil
not-found-blog = Aller au blog
