### Posts, listings and tags.

## Listings

home-latest = Latest posts
# $count (Number) is the number of posts. The language’s own plural rules choose the line.
listing-count =
    { $count ->
        [one] One post
       *[other] { NUMBER($count) } posts
    }
# $language (String) is the name of the post’s language in itself.
card-untranslated = Available in { $language } only

## Page numbers

pagination =
    .aria-label = Pages
pagination-previous = Previous
pagination-next = Next
# $number (Number) is the number of a page.
pagination-page =
    .aria-label = Page { NUMBER($number) }
# Stands for the page numbers that are left out.
pagination-gap = …

## Posts

# $date (Date) is the day of the last change, where a post has `updated = "…"`.
post-updated = Updated { DATETIME($date, dateStyle: "long") }
# $minutes (Number) is the time that it takes to read the post.
post-reading-time =
    { $minutes ->
        [one] One minute to read
       *[other] { NUMBER($minutes) } minutes to read
    }
post-tags =
    .aria-label = Topics
post-neighbours =
    .aria-label = Older and newer posts
post-previous = Older post
post-next = Newer post
# $language (String) is the name of the language that the text is in, in itself.
post-untranslated = This text is not translated yet. You are reading it in { $language }.

## Tags: the name of the tag “start” is the message tag-start

tags-title = All topics
tag-kicker = Topic
tag-start = Getting started
tag-messages = Messages
tag-languages = Languages
