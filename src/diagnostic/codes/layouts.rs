//! Codes about layouts and what they do when a page is made.

super::codes! {
    /// A layout that MiniJinja cannot read.
    LAYOUT_SYNTAX = Error "layout-syntax",
        meaning: "A layout is not a valid MiniJinja template, or larger than any is: 1 MiB, 20,000 tags, 500 elif, 500 operators in one expression. No page that uses it can be made.",
        example: "# layouts/home.html\n{% if page.title %}<h1>{{ page.title }}</h1>",
        repair: "Close the block or expression that the finding points at.";
    /// A layout that fails while a page is made.
    LAYOUT_ERROR = Error "layout-error",
        meaning: "A layout fails while a page is made of it: an undefined value, a wrong argument, a filter that does not exist. That page is not made.",
        example: "# layouts/home.html\n{{ page.titel.length }}",
        repair: "Correct the expression. For a value that may be missing write `{% if page.summary %}` or `|default(\"\")`.";
    /// A layout that never ends.
    LAYOUT_RECURSION = Error "layout-recursion",
        meaning: "A layout includes itself, or loops without end, or makes more text than a page holds. It was stopped.",
        example: "# layouts/home.html\n{% include \"home.html\" %}",
        repair: "Break the circle.";
    /// A layout that is named and does not exist.
    MISSING_LAYOUT = Error "missing-layout",
        meaning: "A page names a layout that is not in layouts/. The page is not made.",
        example: "# content/en/about.md\n+++\nlayout = \"gallery.html\"\n+++",
        repair: "Add the layout, or correct its name.";
    /// A translated text compared with a fixed one.
    TEXT_COMPARISON = Error "text-comparison",
        meaning: "A layout compares a translated text with another value. What a text says differs from language to language, so such a comparison is true by accident only.",
        example: "# layouts/home.html\n{% if t(\"state\") == \"open\" %}…{% endif %}",
        repair: "Compare an id, a key of the page or locale.id instead.";
    /// A translated text that was cut in its middle by a layout.
    CUT_MARK = Error "cut-mark",
        meaning: "A layout cut, doubled or reordered text that was already printed, so that it is no longer known which message it came from.",
        example: "# locales/en/site.ftl\na = A text\n\n# layouts/home.html\n{% set x %}{{ t(\"a\") }}{% endset %}{{ x[:3] }}",
        repair: "Apply the operation to the message before it is printed: {{ t(\"a\")|truncate(length=3) }}.";
    /// A fragment that asks for what only a page has.
    FRAGMENT_ERROR = Error "fragment-error",
        meaning: "A fragment is used in a way that it cannot be: inside an attribute, through a filter, or with an argument that is not a string, number or boolean. Or its layout, or one that this includes, uses `page`: a fragment is made once for all pages, and sees none.",
        example: "# layouts/partials/menu.html\n<a href=\"/\">…</a>\n\n# layouts/home.html\n<nav title=\"{{ fragment(\"partials/menu.html\") }}\">",
        repair: "Print a fragment between elements, as it is, and give it plain arguments. For what differs from page to page give it arguments, or include the layout.";
    /// A file of layouts/assets that does not exist.
    MISSING_ASSET = Error "missing-asset",
        meaning: "A layout names a file that is not in layouts/assets/, or a stylesheet there names one that is not in the site.",
        example: "# layouts/home.html\n{{ asset(\"stlye.css\") }}",
        repair: "Correct the name, or add the file.";
    /// Stylesheets that import each other.
    IMPORT_CIRCLE = Error "import-circle",
        meaning: "A stylesheet imports itself, at once or by way of others. A browser leaves out the import that closes the circle, so one of the two has its rules too early. In a release none of the circle can have a name that tells its bytes.",
        example: "# layouts/assets/a.css\n@import \"b.css\";\n\n# layouts/assets/b.css\n@import \"a.css\";",
        repair: "Let one stylesheet import the others, in the order that their rules count in.";
    /// A menu that does not exist.
    MISSING_MENU = Error "missing-menu",
        meaning: "A layout asks for a menu that content/navigation.toml does not have.",
        example: "# layouts/home.html\n{% for item in menu(\"mian\") %}{{ item.label }}{% endfor %}",
        repair: "Correct the name, or add [[name]] tables to navigation.toml.";
    /// A message or fragment that a layout gives too little.
    MISSING_ARGUMENT = Error "missing-argument",
        meaning: "A layout asks for a message and does not give it a variable that the source locale's text uses; the variable's name is printed in its place. Or it prints a fragment and does not give it a name that the fragment's layout, or one that this includes, uses; the fragment fails then. A name that is read in a branch, a loop or a macro only is a warning, and one that the layout asks about anywhere (`is defined`, `|default(…)`) need not be given.",
        example: "# locales/en/site.ftl\ngreeting = Hello, { $user }!\n\n# layouts/home.html\n{{ t(\"greeting\", name=\"Ada\") }}",
        repair: "Give it the variable, or take the variable out of the message. A fragment sees `site`, `locale` and `locales` and no `page`; everything else is given to it.";
    /// A message or fragment that a layout gives too much.
    UNUSED_ARGUMENT = Warning "unused-argument",
        meaning: "A layout gives a message a variable that its text does not use in any locale, or a fragment an argument that neither its layout nor one that this includes uses.",
        example: "# locales/en/site.ftl\ngreeting = Hello!\n\n# layouts/home.html\n{{ t(\"greeting\", name=\"Ada\") }}",
        repair: "Remove the argument, or use it. A fragment is rendered once for each locale and each value of its arguments.";
    /// A message or attribute that nobody asks for.
    UNUSED_MESSAGE = Warning "unused-message",
        meaning: "The source locale has a message that no layout, menu, tag or author names, that no page asked for when it was made, and that no message in use refers to. Translators work on it for nothing. Ids that are computed in part, as in t(\"tag-\" ~ id), count for all that they can name. The same is told of an attribute of a message that is used, unless some layout computes whole ids, as in t(id). It is only told when all pages could be made.",
        example: "# locales/en/site.ftl\nnav-home = Home\nnav-old = Archive\n\n# layouts/home.html\n{{ t(\"nav-home\") }}",
        repair: "Remove it from all locales, or show it. For messages that something else reads, write [[checks.except]] with their ids into site.toml.";
    /// A layout whose pages tell search engines nothing.
    LAYOUT_WITHOUT_HEAD = Warning "layout-without-head",
        meaning: "Pages are made with a layout that never calls head(), nor does anything that it extends or includes. These pages do not say which address counts, in which languages they are there, and whether search engines may list them: a preview is found, and translations compete with each other.",
        example: "# layouts/home.html\n<!doctype html>\n<title>{{ page.title }}</title>\n<h1>{{ page.title }}</h1>",
        repair: "Print {{ head() }} once, before </head>: best in the layout that all others extend.";
}
