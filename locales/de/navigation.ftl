### Menüs. Die Verweise stehen in content/navigation.toml.

nav-main =
    .aria-label = Hauptmenü
nav-home = Startseite
breadcrumb =
    .aria-label = Sie sind hier
nav-product = Warum { -brand }
nav-product-explore = Entdecken
nav-about = Über { -brand }
nav-source-code = Quelltext
nav-download = Herunterladen
nav-solutions = Lösungen
nav-for-translators = Übersetzende
nav-for-authors = Autorinnen und Autoren
nav-pricing = Preise
nav-resources = Ressourcen
nav-docs = Dokumentation
nav-blog = Blog
nav-all-tags = Alle Schlagwörter
nav-privacy = Datenschutz
nav-terms = Nutzungsbedingungen
nav-get-started = Loslegen
nav-blog-more = Mehr
nav-blog-all = Alle Beiträge ansehen
