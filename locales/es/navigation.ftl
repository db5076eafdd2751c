### Menús. Los enlaces están en content/navigation.toml.

## Nombres de los menús para lectores de pantalla

nav-main =
    .aria-label = Principal
nav-actions =
    .aria-label = Primeros pasos
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
nav-product-run = Ejecutar
nav-only-changes = Solo lo que cambió
nav-product-discover = Descubrir
nav-topics = Temas del blog
nav-product-cloud = Nube
nav-product-compare = Comparar
nav-compare-fallback = Por mensaje o por página
nav-product-start = Empezar
nav-first-five-minutes = Tus primeros cinco minutos
nav-download = Descargar
nav-product-why = Por qué nosotros
nav-why-free = Software libre

## Menú «Soluciones»

nav-solutions = Soluciones
nav-solutions-role = Por función
nav-for-translators = Traductores
nav-for-authors = Autores
nav-for-designers = Diseñadores
nav-for-contributors = Colaboradores
nav-solutions-task = Por tarea
nav-task-blog = Llevar un blog en cinco idiomas
nav-task-japanese = Componer bien el japonés
nav-task-open-language = Abrir un idioma nuevo
nav-task-name = Poner nombre a un proyecto
nav-task-first-edit = Cambiar tu primer mensaje
nav-solutions-topic = Por tema
nav-solutions-question = Por pregunta
nav-ask-read = ¿Qué lee una página?
nav-ask-whose = ¿De quién son estas palabras?
nav-ask-broken = ¿Y si un archivo está roto?
nav-ask-missing = ¿Y si falta un texto?
nav-solutions-file = Por archivo
nav-see-all = Ver todo

## Un solo enlace

nav-pricing = Precios

## Menú «Recursos»

nav-resources = Recursos
nav-resources-learn = Aprender
nav-docs = Documentación
nav-guide-translators = Guía para traductores
nav-guide-authors = Guía para autores
nav-fluent-syntax = Sintaxis de Fluent
nav-write-markdown = Escribir en Markdown
nav-resources-read = Leer
nav-blog = Blog
nav-engineering = Ingeniería
nav-community = Comunidad
nav-all-tags = Todas las etiquetas
nav-resources-inside = Por dentro
nav-in-terms = Un término y un mensaje
nav-resources-project = Proyecto
nav-source-code = Código fuente
nav-issues = Incidencias
nav-discussions = Debates
nav-changelog = Registro de cambios
nav-license = Licencia
nav-resources-legal = Este sitio
nav-privacy = Privacidad
nav-terms = Condiciones de uso
nav-this-languages = Idiomas de este sitio

## Acciones al final de la cabecera

nav-find = Buscar un tema
nav-login = Iniciar sesión
nav-demo = Pedir una demo
nav-get-started = Empezar

## Menú del blog

nav-blog-more = Más
nav-blog-all = Ver todos los artículos

## Enlaces bajo el anuncio

nav-row-translate = Traducir
