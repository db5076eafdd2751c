tag-odd = 奇妙
