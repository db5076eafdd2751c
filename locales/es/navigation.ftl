### Menús. Los enlaces están en content/navigation.toml.

## Nombres de los menús para lectores de pantalla

nav-main =
    .aria-label = Principal
nav-actions =
    .aria-label = Primeros pasos
nav-home = Inicio
breadcrumb =
    .aria-label = Estás aquí
# Se dice después de un enlace que lleva a otro sitio.
nav-external = (otro sitio)

## Menú «Por qué Isogloss»

nav-product = Por qué { -brand }
nav-product-explore = Explorar
nav-about = Acerca de { -brand }
nav-source-code = Código fuente
nav-product-build = Construir
nav-watch-mode = Modo watch
nav-fragments = Fragmentos
nav-product-check = Comprobar
nav-product-start = Empezar
nav-first-five-minutes = Tus primeros cinco minutos
nav-download = Descargar

## Menú «Soluciones»

nav-solutions = Soluciones
nav-solutions-role = Por función
nav-for-translators = Traductores
nav-for-authors = Autores
nav-solutions-task = Por tarea
nav-task-blog = Llevar un blog en cinco idiomas
nav-task-open-language = Abrir un idioma nuevo
nav-solutions-topic = Por tema
nav-see-all = Ver todos los temas

## Un solo enlace

nav-pricing = Precios

## Menú «Recursos»

nav-resources = Recursos
nav-resources-learn = Aprender
nav-docs = Documentación
nav-guide-translators = Guía para traductores
nav-guide-authors = Guía para autores
nav-resources-read = Leer
nav-blog = Blog
nav-engineering = Ingeniería
nav-community = Comunidad
nav-all-tags = Todas las etiquetas
nav-resources-project = Proyecto
nav-issues = Incidencias
nav-privacy = Privacidad
nav-terms = Condiciones de uso

## Acciones al final de la cabecera

nav-login = Iniciar sesión
nav-demo = Reservar una demostración
nav-get-started = Empezar

## Menú del blog

nav-blog-more = Más
nav-blog-all = Ver todos los artículos
