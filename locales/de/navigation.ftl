### Menüs. Die Verweise stehen in content/navigation.toml.

## Namen der Menüs, für Vorleseprogramme

nav-main =
    .aria-label = Hauptmenü

# nav-actions =
#     .aria-label = Get going

# nav-blog-menu =
#     .aria-label = Topics of the blog

# Knöpfe, die auf schmalen Bildschirmen die Menüs öffnen und schließen.
nav-open = Menü
nav-close = Schließen
nav-home = Startseite
breadcrumb =
    .aria-label = Sie sind hier

# nav-external = (another site)

## Menü „Warum Isogloss“

nav-product = Warum { -brand }
nav-product-explore = Entdecken
nav-about = Über { -brand }

# nav-name-story = The story of the name

nav-product-build = Bauen

# nav-watch-mode = Watch mode

# nav-fragments = Fragments

# nav-dates = Dates and numbers by CLDR

# nav-plain-markdown = Markdown without raw HTML

# nav-product-run = Run

# nav-how-it-works = How it knows what to rebuild

# nav-index = The dependency index

# nav-watching = Watching the disk

# nav-record = A record of what was written

# nav-only-changes = Only what changed

# nav-same-bytes = Same inputs, same bytes

# nav-product-discover = Discover

# nav-topics = Topics of the blog

# nav-product-govern = Govern

# nav-gates = Gates for each language

# nav-coverage = Coverage and states

# nav-house-rules = House rules as tests

# nav-product-cloud = Cloud

# nav-any-host = Publish to any host

# nav-ci = Exit codes for CI

# nav-product-compare = Compare

# nav-compare-fallback = By message or by page

# nav-compare-rebuild = Precise or full rebuilds

# nav-compare-index = Our own index or a library

# nav-compare-marks = Marks or guesses

# nav-compare-excerpt = Cut by letters or by bytes

nav-product-start = Erste Schritte

# nav-first-five-minutes = Your first five minutes

nav-download = Herunterladen

# nav-product-why = Why us

# nav-why-law = One law for every build

# nav-why-errors = Errors that point at the place

nav-why-free = Freie Software

## Menü „Lösungen“

nav-solutions = Lösungen
nav-solutions-role = Nach Aufgabe
nav-for-translators = Übersetzende
nav-for-authors = Autorinnen und Autoren

# nav-for-releases = Release engineers

# nav-for-designers = Designers

# nav-for-contributors = Contributors

# nav-solutions-task = By task

# nav-task-blog = Run a blog in five languages

# nav-task-japanese = Set Japanese well

# nav-task-open-language = Open a new language

# nav-task-name = Name a project

# nav-task-first-edit = Change your first message

# nav-task-share-menu = Share one menu among pages

# nav-task-plurals = Write plurals

nav-solutions-topic = Nach Thema

# nav-solutions-question = By question

# nav-ask-read = What does a page read?

# nav-ask-whose = Whose words are these?

# nav-ask-broken = What if a file is broken?

# nav-ask-missing = What if a text is missing?

# nav-ask-changed = What changed on disk?

# nav-ask-ready = When is a language ready?

# nav-solutions-file = By file

# nav-file-messages = Messages in .ftl

# nav-file-posts = Posts in .md

# nav-file-layouts = Layouts in .html

# nav-file-menus = Menus in navigation.toml

# nav-file-settings = Settings in site.toml

# nav-see-all = See all

## Ein einfacher Verweis

nav-pricing = Preise

## Menü „Ressourcen“

nav-resources = Ressourcen
nav-resources-learn = Lernen
nav-docs = Dokumentation

# nav-guide-translators = Guide for translators

# nav-guide-authors = Guide for authors

# nav-guide-releases = Guide to releases

# nav-fluent-syntax = Fluent syntax

# nav-write-markdown = Writing in Markdown

nav-resources-read = Lesen
nav-blog = Blog
nav-engineering = Technik

# nav-community = Community

nav-all-tags = Alle Schlagwörter

# nav-how-we-test = How we test

# nav-resources-inside = Under the hood

# nav-in-guard = A guard before the parser

# nav-in-spans = Spans from slices

# nav-in-terms = A term and a message

# nav-in-marks = Marks that leave no trace

# nav-in-ledger = Questions and the ledger

# nav-in-slots = Fragments as slots

# nav-in-links = Links that know their reader

# nav-in-window = The window of a pagination

# nav-resources-project = Project

nav-source-code = Quelltext

# nav-issues = Issues

# nav-discussions = Discussions

# nav-changelog = Changelog

# nav-roadmap = Roadmap

nav-license = Lizenz

# nav-conduct = Code of conduct

nav-resources-legal = Diese Website
nav-privacy = Datenschutz
nav-terms = Nutzungsbedingungen
nav-this-languages = Sprachen dieser Website

## Schritte am Ende des Kopfes

nav-search = Suche

nav-login = Anmelden

# nav-demo = Book a demo

nav-get-started = Loslegen

## Menü des Blogs

nav-blog-more = Mehr
nav-blog-all = Alle Beiträge ansehen

## Verweise unter der Ankündigung

# nav-row-watch = Watch

nav-row-translate = Übersetzen

# nav-row-check = Check

# nav-row-trace = Trace

# nav-row-release = Release
