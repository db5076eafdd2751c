-brand = Isogloss
    .case = mianownik
    .case = dopełniacz
-company = { $case ->
        [nominative] Firma
        [nominative] Firmy
       *[other] Firmą
    }
same = To samo
only-value =
    .title = Tytuł
only-attributes = Wartość
    .title = Tytuł
attributes = Atrybuty
    .title = Tytuł
    .tooltip = Inny
references = { -brand } i { attributes.label }
    .title = { same }
twice = { -brand }
variants = { $count ->
        [one] Jedna rzecz
        [few] { $count } { -brand }
       *[many] { $count } { -brand }
    }
plural = { $count ->
        [one] Jedna rzecz
       *[other] { $count } rzeczy
    }
place = { $place ->
        [below] Niżej
       *[other] Wyżej
    }
duplicate = Raz
duplicate = Dwa razy
character = Zn�k
surplus = Za dużo
-surplus-term = Za dużo
nested = { $a ->
       *[x] { $b ->
           *[y] { plural }
        }
    }
style = Styl
    .style = width: 20px
style-other = Styl
    .style = height: 3em; width: 30ch
