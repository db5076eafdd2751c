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
skip-link = Zum Inhalt springen

## Banner einer Sprache, die noch unterwegs ist

banner =
    .aria-label = Stand dieser Übersetzung
# $language (String) ist der Name der Sprache in dieser Sprache.
# $percent (Number) ist der Anteil der übersetzten Meldungen in ganzen Prozent.
banner-coming-soon = { $language }: Die Übersetzung ist zu { NUMBER($percent) } % fertig. Was fehlt, steht auf Englisch da.

## Eine Adresse, die nirgendwohin führt

not-found-title = Hier gibt es keine Seite
