### Posts and pages.

# $date (Date) is the day of the last change.
post-updated = Updated { DATETIME($date, dateStyle: "long") }
# $minutes (Number) is the time that it takes to read the post.
post-reading-time =
    { $minutes ->
        [one] One minute to read
       *[other] { NUMBER($minutes) } minutes to read
    }
# Stands before the names of the authors.
# $count (Number) is the number of authors.
post-authors =
    { $count ->
        [one] Author:
       *[other] Authors:
    }
post-tags =
    .aria-label = Tags
post-contents = On this page
post-neighbours =
    .aria-label = Older and newer posts
post-previous = Older post
post-next = Newer post
# $language (String) is the name of the language that the text is in, in itself.
post-untranslated = This text is not translated yet. You are reading it in { $language }.
