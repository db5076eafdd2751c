### The frame of every page: names, menus, footer.
### Ids are free to choose. A comment above a message is for translators.

## Names

# A term, with a dash before it, is for other messages; layouts cannot show it.
-blog-name = Field Notes
site-name = { -blog-name }
# A message may have attributes. Layouts read this one as t("site-home.aria-label").
site-home =
    .aria-label = { -blog-name }, home page
# $title (String) is the title of the page.
site-page-title = { $title } – { -blog-name }
# $title (String) is the title of a listing.
# $number (Number) is the number of the listing’s page, from 2.
site-paged-title = { $title }, page { NUMBER($number) } – { -blog-name }
skip-link = Skip to the content

## Menus. The links are in content/navigation.toml.

nav-main =
    .aria-label = Main
nav-blog = Blog
nav-topics = Topics
nav-all-topics = All topics
nav-about = About
nav-fluent = Learn Fluent
# Said after a link that leads to another site.
nav-external = (another site)

## Languages

languages =
    .aria-label = This page in other languages
# Stands beside the name of a language that readers cannot choose yet.
# $percent (Number) is the share of translated messages, in whole percent.
languages-coming-soon = coming soon, { NUMBER($percent) }%

## Banner of a language that is on its way

banner =
    .aria-label = State of this translation
# $language (String) is the name of the language in itself, such as “Français”.
# $percent (Number) is the share of translated messages, in whole percent.
banner-coming-soon = { $language } is being translated: { NUMBER($percent) }% is done.

## Footer

footer-menu =
    .aria-label = About this site
# $year (String) is the year of the newest content. Years are texts: as a number, 2026 would print as 2,026.
footer-copyright = © { $year } { -blog-name }

## An address that leads nowhere

not-found-title = There is no page here
# The link named “home” leads to the home page. The layout supplies its address.
not-found-text = The address may be mistyped. <a data-l10n-name="home">Go to the home page</a>
