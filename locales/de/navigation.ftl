### Menüs. Die Verweise stehen in content/navigation.toml.

## Namen der Menüs, für Vorleseprogramme

nav-main =
    .aria-label = Hauptmenü
# Knöpfe, die auf schmalen Bildschirmen die Menüs öffnen und schließen.
nav-open = Menü
nav-close = Schließen
nav-home = Startseite
breadcrumb =
    .aria-label = Sie sind hier

## Menü „Warum Isogloss“

nav-product = Warum { -brand }
nav-product-explore = Entdecken
nav-about = Über { -brand }
nav-product-build = Bauen
nav-product-start = Erste Schritte
nav-download = Herunterladen
nav-why-free = Freie Software

## Menü „Lösungen“

nav-solutions = Lösungen
nav-solutions-role = Nach Aufgabe
nav-for-translators = Übersetzende
nav-for-authors = Autorinnen und Autoren
nav-solutions-topic = Nach Thema

## Ein einfacher Verweis

nav-pricing = Preise

## Menü „Ressourcen“

nav-resources = Ressourcen
nav-resources-learn = Lernen
nav-docs = Dokumentation
nav-resources-read = Lesen
nav-blog = Blog
nav-engineering = Technik
nav-all-tags = Alle Schlagwörter
nav-source-code = Quelltext
nav-license = Lizenz
nav-resources-legal = Diese Website
nav-privacy = Datenschutz
nav-terms = Nutzungsbedingungen
nav-this-languages = Sprachen dieser Website

## Schritte am Ende des Kopfes

nav-login = Anmelden
nav-get-started = Loslegen

## Menü des Blogs

nav-blog-more = Mehr
nav-blog-all = Alle Beiträge ansehen

## Verweise unter der Ankündigung

nav-row-translate = Übersetzen
