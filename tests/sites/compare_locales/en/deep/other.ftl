deep-one = One
deep-two = Two { -brand }
-deep-term = Term
