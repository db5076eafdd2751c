tag-odd = Odd & <even>
author-ada = Ada "the first" Lovelace
search-title = Search
