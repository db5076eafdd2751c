absent-one = One
absent-two = Two
