deep-one = Jeden { -brand.case ->
       *[x] x
    }
deep-two = Dwa { -brand(case: "x") }
-deep-term = Termin
