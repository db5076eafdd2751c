### Der Rahmen jeder Seite: Namen, Titel, Hinweise.

## Namen

# Der Name des Programms. Er wird nicht übersetzt, bekommt im Genitiv aber einen Apostroph.
-brand =
    { $case ->
       *[nominative] Isogloss
        [genitive] Isogloss’
    }
site-name = { -brand }
site-home =
    .aria-label = { -brand(case: "genitive") } Startseite
site-tagline = Jede Seite weiß, welche Worte sie spricht.

## Titel des Fensters

# $title (String) ist der Titel der Seite.
site-page-title = { $title } – { -brand }

# site-paged-title = { $title }, page { NUMBER($number) } – { -brand }

skip-link = Zum Inhalt springen

## Banner einer Sprache, die noch unterwegs ist

# promo =
#     .aria-label = Announcements

# promo-five-languages = One blog, five languages, one build

# promo-japanese = How we set Japanese

# promo-gates = When is a language ready?

# promo-join = Translate with us

# announcement =
#     .aria-label = News

# announcement-text = French is next in line. <a data-l10n-name="more">Read how a language opens</a>

# call-title = Your words, on every page that shows them

# call-text = Install { -brand }, open a site in watch mode, and change one message. You will see where it goes.

# call-button = Read the documentation

banner =
    .aria-label = Stand dieser Übersetzung
# $language (String) ist der Name der Sprache in dieser Sprache.
# $percent (Number) ist der Anteil der übersetzten Meldungen in ganzen Prozent.
banner-coming-soon = { $language }: Die Übersetzung ist zu { NUMBER($percent) } % fertig. Was fehlt, steht auf Englisch da.

# banner-progress =
#     .aria-label = Share of messages that are translated

# banner-source = Read this site in { $language }

## Eine Adresse, die nirgendwohin führt

not-found-title = Hier gibt es keine Seite

# not-found-text = The address may be mistyped, or the page may have moved. The posts are still where they were.

# not-found-home = Go to the home page

# not-found-blog = Go to the blog
