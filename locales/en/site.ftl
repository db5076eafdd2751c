### The frame of every page: names, title line, promo strip, announcement, call to action.

## Names

# The name of the program. Never translated.
-brand = Isogloss
site-name = { -brand }
site-home =
    .aria-label = { -brand }, home page
site-tagline = Every page knows which words it speaks.

## Title line of the browser’s window

# $title (String) is the title of the page.
site-page-title = { $title } – { -brand }
# $title (String) is the title of a listing.
# $number (Number) is the number of the listing’s page, from 2.
site-paged-title = { $title }, page { NUMBER($number) } – { -brand }
skip-link = Skip to the content

## Promo strip: four short lines above the header, each a link

promo =
    .aria-label = Announcements
promo-five-languages = One blog, five languages, one build
promo-japanese = How we set Japanese
promo-gates = When is a language ready?
promo-join = Translate with us

## Announcement under the header

announcement =
    .aria-label = News
# The link named “more” leads to the post about opening a language.
announcement-text = French is next in line. <a data-l10n-name="more">Read how a language opens</a>

## Call to action at the end of a page

call-title = Your words, on every page that shows them
call-text = Install { -brand }, open a site in watch mode, and change one message. You will see where it goes.
call-button = Read the documentation

## Banner of a language that is on its way

banner =
    .aria-label = State of this translation
# $language (String) is the name of the language in itself, such as “Français”.
# $percent (Number) is the share of translated messages, in whole percent.
banner-coming-soon = { $language } is being translated: { NUMBER($percent) }% is done. What is missing is shown in English.
banner-progress =
    .aria-label = Share of messages that are translated
# $language (String) is the name of the source language in itself.
banner-source = Read this site in { $language }

## An address that leads nowhere

not-found-title = There is no page here
not-found-text = The address may be mistyped, or the page may have moved. The posts are still where they were.
not-found-home = Go to the home page
not-found-blog = Go to the blog
