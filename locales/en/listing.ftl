### Listings: sections, tags, authors, and their page numbers.

# $count (Number) is the number of posts.
listing-count =
    { $count ->
        [0] No posts yet
        [one] One post
       *[other] { NUMBER($count) } posts
    }
listing-posts = Posts
listing-sections =
    .aria-label = Sections
# $language (String) is the name of the language in itself.
card-untranslated = Available in { $language } only

## Page numbers

# $place (String) says where the numbers stand: “above” the list or “below” it.
pagination =
    .aria-label =
        { $place ->
            [below] Pages, after the list
           *[above] Pages, before the list
        }
pagination-previous = Prev
pagination-next = Next
# $number (Number) is the number of a page.
pagination-page =
    .aria-label = Page { NUMBER($number) }
# Stands for the page numbers that are left out.
pagination-gap = …

## Tags and authors

tags-title = All tags
# $count (Number) is the number of tags.
tags-count =
    { $count ->
        [one] One tag in use
       *[other] { NUMBER($count) } tags in use
    }
tags-browse = Browse by tag
tag-kicker = Tag
author-kicker = Author
