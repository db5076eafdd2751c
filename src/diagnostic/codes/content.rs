//! Codes about posts, pages, pictures and menus.

super::codes! {
    /// Front matter that cannot be read.
    FRONT_MATTER = Error "front-matter",
        meaning: "The front matter cannot be read as TOML (between +++ lines) or YAML (between --- lines), or is larger than 64 KiB. The page is left out.",
        example: "# content/en/about.md\n+++\ntitle = \"Hello\n+++",
        repair: "Correct the line that the finding points at; put text in quotes.";
    /// A Markdown file larger than any post is.
    DOCUMENT_TOO_LARGE = Error "document-too-large",
        meaning: "A Markdown file is larger than 1 MiB, or has more than 300,000 signs and line ends, and is not read. The page is left out.",
        example: "(a .md file of 2 MiB)",
        repair: "Split it into several pages.";
    /// A value of the wrong kind.
    INVALID_VALUE = Error "invalid-value",
        meaning: "A key has a value of the wrong kind or out of its range. The key is treated as if it were not there.",
        example: "# content/en/about.md\n+++\ntitle = 5\n+++",
        repair: "Give it a value of the kind that the finding names.";
    /// A day that no calendar has.
    INVALID_DATE = Error "invalid-date",
        meaning: "A date is not written as YYYY-MM-DD, or there is no such day. The page is treated as one without it.",
        example: "# content/en/about.md\n+++\ndate = \"2023-02-30\"\n+++",
        repair: "Write a day that exists, as in 2023-02-28.";
    /// A key that nobody reads.
    UNKNOWN_KEY = Warning "unknown-key",
        meaning: "A key in front matter, site.toml or navigation.toml is not one that Isogloss knows. It has no effect.",
        example: "# content/en/about.md\n+++\ntitel = \"Hello\"\n+++",
        repair: "Correct its name, or remove it.";
    /// A link that leads nowhere.
    BROKEN_LINK = Error "broken-link",
        meaning: "A link, picture or address names a page or file that the site does not have.",
        example: "# content/en/about.md\nRead the [guide](/docs/giude/).",
        repair: "Correct the address. Pages of the site are named by their place under content/<locale>/, as in /blog/hello/ or ../hello.md.";
    /// A link to a page that the reader's language lacks.
    UNTRANSLATED_LINK = Warning "untranslated-link",
        meaning: "A link leads to a page that this locale does not have. It goes to the source language's page, marked with hreflang.",
        example: "# site.toml\nuntranslated_posts = \"hide\"\n\n# content/en/guide.md\nHow to do it.\n\n# content/fr/about.md\nLisez le [guide](guide.md).",
        repair: "Translate the page, or link to another.";
    /// A link whose scheme is not allowed.
    FORBIDDEN_SCHEME = Error "forbidden-scheme",
        meaning: "A link has a scheme other than http, https, mailto or tel. Its text is kept, the link is not made.",
        example: "# content/en/about.md\n[click](javascript:alert(1))",
        repair: "Link to an http or https address.";
    /// HTML in Markdown.
    RAW_HTML = Warning "raw-html",
        meaning: "Markdown holds HTML. It is printed as text, for content is data and not a template.",
        example: "# content/en/about.md\nHello <b>you</b>",
        repair: "Use Markdown, or put the markup into a layout. For a literal `<` write `&lt;` or use `code`.";
    /// A menu entry that makes no sense.
    INVALID_MENU = Error "invalid-menu",
        meaning: "An entry of content/navigation.toml lacks its label, or navigation.toml is not TOML. The entry is left out.",
        example: "# content/navigation.toml\n[[main]]\nlink = \"/blog/\"",
        repair: "Give the entry a label (a message id), or a heading with children.";
}
