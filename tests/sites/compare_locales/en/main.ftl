### A source with everything that a translation can get wrong.

-brand = Isogloss
    .case = nominative
-company = The { -brand } company
same = The same
missing = Missing in both
only-value = Value
    .title = Title
only-attributes =
    .title = Title
attributes = Attributes
    .title = Title
    .label = Label
references = { -brand } and { same } and { attributes.title }
    .title = { -company }
twice = { -brand } of { -brand }
variants = { $count ->
        [one] One { -brand }
       *[other] { $count } of { -brand }
    }
plural = { $count ->
        [one] One thing
       *[other] { $count } things
    }
place = { $place ->
        [below] Below
       *[other] Above
    }
duplicate = Duplicate
character = Character
style = Styled
    .style = width: 20em
style-other = Styled
    .style = height: 2em; width: 30ch
nested = { $a ->
       *[x] { $b ->
           *[y] { same }
        }
    }
