extra = Dodatkowe
