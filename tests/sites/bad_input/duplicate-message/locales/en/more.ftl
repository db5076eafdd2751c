notice = Other words.
extra = Extra
