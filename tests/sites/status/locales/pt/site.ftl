nav-home = Início
search = Buscar
    .title = Buscar em todas as páginas
    .placeholder = Palavras
count = { $count } páginas
