notice = Other words.
