### Menús. Los enlaces están en content/navigation.toml.

## Nombres de los menús para lectores de pantalla

nav-main =
    .aria-label = Principal
nav-actions =
    .aria-label = Primeros pasos

# nav-blog-menu =
#     .aria-label = Topics of the blog

# Botones que abren y cierran los menús en una pantalla estrecha.
nav-open = Menú
nav-close = Cerrar
nav-home = Inicio
breadcrumb =
    .aria-label = Estás aquí
# Se dice después de un enlace que lleva a otro sitio.
nav-external = (otro sitio)

## Menú «Por qué Isogloss»

nav-product = Por qué { -brand }
nav-product-explore = Explorar
nav-about = Acerca de { -brand }
nav-name-story = La historia del nombre
nav-product-build = Construir
nav-watch-mode = Modo watch
nav-fragments = Fragmentos

# nav-dates = Dates and numbers by CLDR

# nav-plain-markdown = Markdown without raw HTML

nav-product-run = Ejecutar

# nav-how-it-works = How it knows what to rebuild

# nav-index = The dependency index

# nav-watching = Watching the disk

# nav-record = A record of what was written

nav-only-changes = Solo lo que cambió

# nav-same-bytes = Same inputs, same bytes

nav-product-discover = Descubrir
nav-topics = Temas del blog

# nav-product-govern = Govern

# nav-gates = Gates for each language

# nav-coverage = Coverage and states

# nav-house-rules = House rules as tests

nav-product-cloud = Nube

# nav-any-host = Publish to any host

# nav-ci = Exit codes for CI

nav-product-compare = Comparar
nav-compare-fallback = Por mensaje o por página

# nav-compare-rebuild = Precise or full rebuilds

# nav-compare-index = Our own index or a library

# nav-compare-marks = Marks or guesses

# nav-compare-excerpt = Cut by letters or by bytes

nav-product-start = Empezar
nav-first-five-minutes = Tus primeros cinco minutos
nav-download = Descargar
nav-product-why = Por qué nosotros

# nav-why-law = One law for every build

# nav-why-errors = Errors that point at the place

nav-why-free = Software libre

## Menú «Soluciones»

nav-solutions = Soluciones
nav-solutions-role = Por función
nav-for-translators = Traductores
nav-for-authors = Autores

# nav-for-releases = Release engineers

nav-for-designers = Diseñadores
nav-for-contributors = Colaboradores
nav-solutions-task = Por tarea
nav-task-blog = Llevar un blog en cinco idiomas
nav-task-japanese = Componer bien el japonés
nav-task-open-language = Abrir un idioma nuevo
nav-task-name = Poner nombre a un proyecto
nav-task-first-edit = Cambiar tu primer mensaje

# nav-task-share-menu = Share one menu among pages

# nav-task-plurals = Write plurals

nav-solutions-topic = Por tema
nav-solutions-question = Por pregunta
nav-ask-read = ¿Qué lee una página?
nav-ask-whose = ¿De quién son estas palabras?
nav-ask-broken = ¿Y si un archivo está roto?
nav-ask-missing = ¿Y si falta un texto?

# nav-ask-changed = What changed on disk?

# nav-ask-ready = When is a language ready?

nav-solutions-file = Por archivo

# nav-file-messages = Messages in .ftl

# nav-file-posts = Posts in .md

# nav-file-layouts = Layouts in .html

# nav-file-menus = Menus in navigation.toml

# nav-file-settings = Settings in site.toml

nav-see-all = Ver todo

## Un solo enlace

nav-pricing = Precios

## Menú «Recursos»

nav-resources = Recursos
nav-resources-learn = Aprender
nav-docs = Documentación
nav-guide-translators = Guía para traductores
nav-guide-authors = Guía para autores

# nav-guide-releases = Guide to releases

nav-fluent-syntax = Sintaxis de Fluent
nav-write-markdown = Escribir en Markdown
nav-resources-read = Leer
nav-blog = Blog
nav-engineering = Ingeniería
nav-community = Comunidad
nav-all-tags = Todas las etiquetas

# nav-how-we-test = How we test

nav-resources-inside = Por dentro

# nav-in-guard = A guard before the parser

# nav-in-spans = Spans from slices

nav-in-terms = Un término y un mensaje

# nav-in-marks = Marks that leave no trace

# nav-in-ledger = Questions and the ledger

# nav-in-slots = Fragments as slots

# nav-in-links = Links that know their reader

# nav-in-window = The window of a pagination

nav-resources-project = Proyecto
nav-source-code = Código fuente
nav-issues = Incidencias
nav-discussions = Debates
nav-changelog = Registro de cambios

# nav-roadmap = Roadmap

nav-license = Licencia

# nav-conduct = Code of conduct

nav-resources-legal = Este sitio
nav-privacy = Privacidad
nav-terms = Condiciones de uso
nav-this-languages = Idiomas de este sitio

## Acciones al final de la cabecera

nav-search = Buscar
nav-login = Iniciar sesión
nav-demo = Pedir una demo
nav-get-started = Empezar

## Menú del blog

nav-blog-more = Más
nav-blog-all = Ver todos los artículos

## Enlaces bajo el anuncio

# nav-row-watch = Watch

nav-row-translate = Traducir

# nav-row-check = Check

# nav-row-trace = Trace

# nav-row-release = Release
