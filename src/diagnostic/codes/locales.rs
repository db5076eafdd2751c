//! Codes about `.ftl` files and what their messages say.

super::codes! {
    /// An entry that Fluent cannot read.
    SYNTAX_ERROR = Error "syntax-error",
        meaning: "Fluent cannot read this entry. The entry is left out, and its text falls back to the next locale; all other entries of the file count.\n\nWhat is said of it, with the number that Fluent's own parser gives it:\nE0002 no id where an entry begins\nE0003 a sign is missing: = } ] ) or the space after #\nE0004 a letter or digit is missing\nE0005 a message without text and attributes\nE0006 a term without text\nE0008 a function in small letters\nE0009 the name of an argument is no name\nE0010 no variant is the default\nE0011 no variant after ->\nE0012 a text is missing\nE0013 the name of a variant is missing\nE0014 an argument that is no number or quoted text\nE0015 two variants are the default\nE0016 a message chooses between variants\nE0017 a term chooses between variants\nE0018 the attribute of a message chooses between variants\nE0019 the attribute of a term is printed\nE0020 quoted text without its end\nE0021 a value after a named argument\nE0022 an argument given twice\nE0025 an escape that does not exist\nE0026 an escape with too few digits\nE0027 a } that closes nothing\nE0028 nothing to print between braces\nE0029 braces choose between variants",
        example: "nav-home = { $name",
        repair: "Close the brace, quote or bracket that the finding points at. An entry starts at the first column with its id, a space, `=`, and its text; further lines of it are indented.";
    /// Two entries of one id in one locale.
    DUPLICATE_MESSAGE = Error "duplicate-message",
        meaning: "Two entries of one locale have the same id, or two attributes of one entry. The first one counts, in byte order of the file paths.",
        example: "nav-home = Home\nnav-home = Start",
        repair: "Remove one of the two, or give it another id.";
    /// An id that the locale's whole fallback chain lacks, or that a live locale lacks.
    MISSING_MESSAGE = Error "missing-message",
        meaning: "A layout asks for a message that the locale does not have. The text of the fallback locale stands in; where that lacks it too, the id itself is printed. In a locale that is not live yet this is a warning.",
        example: "# locales/en/site.ftl\nnav-home = Home\n\n# layouts/home.html\n{{ t(\"nav-hoem\") }}",
        repair: "Correct the id in the layout, or add the message to the locale's .ftl files.";
    /// A message without text of its own where text is wanted.
    MISSING_VALUE = Error "missing-value",
        meaning: "The message has attributes only, and something asks for its text.",
        example: "# locales/en/site.ftl\nsearch =\n    .title = Search\n\n# layouts/home.html\n{{ t(\"search\") }}",
        repair: "Give the message a text after `=`, or ask for one of its attributes: t(\"search.title\").";
    /// A variable that nobody gives a value.
    UNKNOWN_VARIABLE = Error "unknown-variable",
        meaning: "The message uses a variable that the layout does not give it. The variable's name is printed in its place.",
        example: "# locales/en/site.ftl\ngreeting = Hello, { $user }!\n\n# layouts/home.html\n{% set given = {\"name\": \"Ada\"} %}\n{{ t(\"greeting\", **given) }}",
        repair: "Use the variable that the layout gives, or let the layout give the one that the message uses.";
    /// A reference to something that does not exist.
    UNKNOWN_REFERENCE = Error "unknown-reference",
        meaning: "The message refers to a message, term or attribute that neither its locale nor the fallback chain has. In a locale that is not live yet this is a warning.",
        example: "about = About { -brnad }",
        repair: "Correct the name in the reference, or add what it refers to.";
    /// A term taken from the fallback chain.
    MISSING_TERM = Warning "missing-term",
        meaning: "A message uses a term or message that its locale lacks. It was taken from the fallback locale.",
        example: "# locales/en/site.ftl\n-brand = Isogloss\nabout = About { -brand }\n\n# locales/fr/site.ftl\nabout = À propos de { -brand }",
        repair: "Add the term to the locale, even where it reads the same.";
    /// A message that refers to itself, directly or in a circle.
    CYCLIC_REFERENCE = Error "cyclic-reference",
        meaning: "The message refers to itself, directly or through others, and can never be written out.",
        example: "a = { b }\nb = { a }",
        repair: "Write the text of one of them out.";
    /// A function that does not exist, or that cannot take what it was given.
    FUNCTION_ERROR = Error "function-error",
        meaning: "A function is unknown or cannot take what it is given. There are NUMBER() and DATETIME().",
        example: "total = { NUMBRE($n) }",
        repair: "Correct the function's name or its arguments.";
    /// Output that was cut, or digits that were clamped.
    TOO_LONG = Error "too-long",
        meaning: "The text grew past a limit and was cut: 64 KiB for a message and for its source, 100 placeables, 20 digits of a number. A file with a call of more than 100 arguments is not read.",
        example: "n = { NUMBER($n, minimumFractionDigits: 4000000000) }",
        repair: "Ask for fewer digits, or split the message.";
    /// Nesting beyond what anyone reads.
    TOO_DEEP = Error "too-deep",
        meaning: "Braces and brackets are nested more than 32 deep. The file is not read, for its parser would run out of stack.",
        example: "a = {{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{ $x }}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}",
        repair: "Remove the surplus braces.";
    /// A file larger than any translation is.
    FILE_TOO_LARGE = Error "file-too-large",
        meaning: "A .ftl file is larger than 1 MiB, or has more than 10,000 entries, and is not read.",
        example: "(a .ftl file of 2 MiB)",
        repair: "Split it into several files of the same locale; they share one namespace.";
    /// Bytes that are not UTF-8.
    NOT_UTF8 = Error "not-utf8",
        meaning: "The file is not UTF-8 and cannot be read.",
        example: "(a file saved as Shift_JIS or Latin-1)",
        repair: "Save it as UTF-8.";
    /// Characters that hide or turn text.
    FORBIDDEN_CHARACTER = Error "forbidden-character",
        meaning: "The text holds a character that is invisible and dangerous: a control character, a character that turns the direction of text, a byte-order mark inside, a noncharacter. It is left out.",
        example: "price = { \"\\u202E\" }100",
        repair: "Remove it. For text of another direction use <bdi> in a message printed by markup().";
    /// Markup that a message may not hold.
    MARKUP_NOT_ALLOWED = Error "markup-not-allowed",
        meaning: "A message printed by markup() holds an element or attribute that translations may not use. It is printed as text.",
        example: "# locales/en/site.ftl\nterms = Read the <a href=\"javascript:x()\">terms</a>\n\n# layouts/home.html\n{{ markup(\"terms\") }}",
        repair: "Use one of the inline elements em strong small s cite q dfn abbr data time code var samp kbd sub sup i b u mark bdi bdo span br wbr. For a link write <a data-l10n-name=\"…\"> and let the layout give the address.";
    /// A slot that the layout does not offer, or that the message does not use, or with an address of another scheme.
    SLOT_MISMATCH = Error "slot-mismatch",
        meaning: "The names in data-l10n-name=\"…\" and the links that the layout gives do not match.",
        example: "# locales/en/site.ftl\nterms = Read the <a data-l10n-name=\"term\">terms</a>\n\n# layouts/home.html\n{{ markup(\"terms\", links={\"terms\": \"/terms/\"}) }}",
        repair: "Use the names that the layout gives.";
}
