//! Exactness, counted: an edit renders what shows it and nothing else.
