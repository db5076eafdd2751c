//! Codes about translations beside their source: what is there too much or too little.

super::codes! {
    /// An entry that the source does not have.
    OBSOLETE_MESSAGE = Warning "obsolete-message",
        meaning: "A locale has a message or term that the source locale does not have. No page shows it; often the source's was renamed or removed. A term that the locale's own texts use is not reported.",
        example: "# locales/en/site.ftl\nnav-home = Home\n\n# locales/fr/site.ftl\nnav-home = Accueil\nnav-start = Début",
        repair: "Remove it, or give it the name that the source's message has now.";
    /// A text where the source has attributes only.
    OBSOLETE_VALUE = Error "obsolete-value",
        meaning: "A translation has a text after `=`, and the source's message has attributes only.",
        example: "# locales/en/site.ftl\nsearch =\n    .title = Search\n\n# locales/fr/site.ftl\nsearch = Chercher\n    .title = Chercher",
        repair: "Remove the text, or move it to the attribute that it is meant for.";
    /// An attribute that the source has and the translation lacks.
    MISSING_ATTRIBUTE = Error "missing-attribute",
        meaning: "A translation lacks an attribute that the source's message has. The fallback's text stands in for it. In a locale that is not live yet this is a warning.",
        example: "# locales/en/site.ftl\nsearch = Search\n    .title = Search this site\n\n# locales/fr/site.ftl\nsearch = Chercher",
        repair: "Add the attribute below the message, indented: .title = …";
    /// An attribute that the source does not have.
    OBSOLETE_ATTRIBUTE = Error "obsolete-attribute",
        meaning: "A translation has an attribute that the source's message does not have. Nothing shows it.",
        example: "# locales/en/site.ftl\nsearch = Search\n\n# locales/fr/site.ftl\nsearch = Chercher\n    .titel = Chercher",
        repair: "Remove the attribute, or correct its name.";
    /// A reference that the source has and the translation lacks.
    MISSING_REFERENCE = Warning "missing-reference",
        meaning: "A translation does not refer to a term or message that the source's text refers to. Words that are written out do not follow when the term changes. Attributes of terms are grammar and are not compared.",
        example: "# locales/en/site.ftl\n-brand = Isogloss\nabout = About { -brand }\n\n# locales/fr/site.ftl\n-brand = Isogloss\nabout = À propos",
        repair: "Refer to it where its words are wanted, as the source does.";
    /// A reference that the source does not have.
    OBSOLETE_REFERENCE = Warning "obsolete-reference",
        meaning: "A translation refers to a term or message that the source's text does not refer to.",
        example: "# locales/en/site.ftl\n-brand = Isogloss\nabout = About us\n\n# locales/fr/site.ftl\n-brand = Isogloss\nabout = À propos de { -brand }",
        repair: "Say what the source says. Where the language needs the reference, except the message in [[checks.except]].";
    /// A variable that the source prints and the translation does not use.
    MISSING_VARIABLE = Warning "missing-variable",
        meaning: "A translation does not use a variable that the source prints. A variable by which the source only chooses a variant need not matter in every language, and is not reported.",
        example: "# locales/en/site.ftl\nhello = Hello, { $name }!\n\n# locales/fr/site.ftl\nhello = Bonjour !",
        repair: "Use the variable where its value is wanted.";
    /// A variable that the source does not use.
    SURPLUS_VARIABLE = Warning "surplus-variable",
        meaning: "A translation uses a variable that the source's text does not use. Where the layout does not give it, its name is printed, and the finding is `unknown-variable`.",
        example: "# locales/en/site.ftl\nhello = Hello, { $name }!\n\n# locales/fr/site.ftl\nhello = Bonjour, { $name } { $nom } !",
        repair: "Use the variables of the source, by the names that they have there; the names of variables are not translated.";
    /// A variable printed by another function than in the source.
    OTHER_FORMAT = Warning "other-format",
        meaning: "A translation prints a variable in another way than the source: as it is instead of by NUMBER() or DATETIME(), or the other way round.",
        example: "# locales/en/site.ftl\nupdated = Updated { DATETIME($date) }\n\n# locales/fr/site.ftl\nupdated = Mis à jour { $date }",
        repair: "Use the function that the source uses; its options may differ.";
    /// A variant that stands twice.
    DUPLICATE_VARIANT = Warning "duplicate-variant",
        meaning: "A select has two variants with one key. The first one counts.",
        example: "# locales/en/site.ftl\nposts =\n    { $count ->\n        [one] One post\n        [one] A post\n       *[other] { $count } posts\n    }",
        repair: "Remove one of the two, or correct its key.";
    /// A plural category without a variant.
    MISSING_PLURAL = Warning "missing-plural",
        meaning: "A select that chooses by number lacks a category that whole numbers of the language take, by CLDR. Categories that only fractions or millions take, such as `many` in French, are not asked for; neither is anything of a select that has no category but `other`.",
        example: "# locales/en/site.ftl\nposts = { $count } posts\n\n# locales/pl/site.ftl\nposts =\n    { $count ->\n        [one] { $count } wpis\n       *[other] { $count } wpisów\n    }",
        repair: "Add a variant for each category that the finding names.";
    /// Markup that differs from the source's.
    MARKUP_MISMATCH = Warning "markup-mismatch",
        meaning: "The tags of a translation are not those of the source. The order is free; line breaks, and <em> for <i> or <strong> for <b>, are too; attributes in words (title, aria-label, alt, lang, dir) may be given or left out. Of texts with variants the default ones are compared. For links with data-l10n-name there is `slot-mismatch`.",
        example: "# locales/en/site.ftl\nhint = Press <kbd>Ctrl</kbd> now\n\n# locales/fr/site.ftl\nhint = Appuyez sur Ctrl maintenant",
        repair: "Use the tags of the source.";
    /// Sizes that differ from the source's.
    STYLE_MISMATCH = Warning "style-mismatch",
        meaning: "An attribute `.style` sets other sizes, or by other units, than the source's, or is not a list of sizes at all (then this is an error). Numbers may differ. Only lists of width and height are looked at.",
        example: "# locales/en/site.ftl\npanel =\n    .style = width: 20em\n\n# locales/fr/site.ftl\npanel =\n    .style = width: 300px",
        repair: "Set the sizes that the source sets, by its units.";
    /// A translation that prints nothing.
    EMPTY_TEXT = Warning "empty-text",
        meaning: "A translation, or a variant of it, prints nothing, where the source prints something. An empty text counts as a translation: nothing stands in for it.",
        example: "# locales/en/site.ftl\nnav-home = Home\n\n# locales/fr/site.ftl\nnav-home = { \"\" }",
        repair: "Write the text, or remove the message, so that the fallback stands in.";
    /// A translation that reads as the source does.
    SAME_AS_SOURCE = Warning "same-as-source",
        meaning: "A translation is the source's text, word for word, in another language. Texts of one word, names (every word with a capital), and texts without letters are not reported.",
        example: "# locales/en/site.ftl\nnav-docs = Read the documentation\n\n# locales/fr/site.ftl\nnav-docs = Read the documentation",
        repair: "Translate it. If it reads so in both languages, add its id to [[checks.except]] with code = \"same-as-source\".";
    /// An id pasted into its text.
    ID_IN_TEXT = Warning "id-in-text",
        meaning: "A text begins with its own id and an equals sign: a line was pasted into a text.",
        example: "# locales/en/site.ftl\nnav-home = nav-home = Home",
        repair: "Remove the id and the equals sign.";
    /// Words in braces and quotes.
    QUOTED_TEXT = Warning "quoted-text",
        meaning: "A translation has words in braces and quotes that the source does not have. Blanks at an edge and braces must be written so; words need not, and are not found by those who search for them.",
        example: "# locales/en/site.ftl\nnav-home = Home\n\n# locales/fr/site.ftl\nnav-home = { \"Accueil\" }",
        repair: "Write the words without braces and quotes.";
    /// A copied sign for the end of a line.
    PILCROW = Warning "pilcrow",
        meaning: "A translation holds a ¶, which the source does not: editors show it for the end of a line, and it was copied with the text.",
        example: "# locales/en/site.ftl\nnav-home = Home\n\n# locales/fr/site.ftl\nnav-home = Accueil¶",
        repair: "Remove it.";
    /// A message and a term of one name.
    SHARED_NAME = Warning "shared-name",
        meaning: "The source has a message and a term of one name. Isogloss tells them apart; some other tools that read Fluent do not, and drop one of them.",
        example: "# locales/en/site.ftl\n-brand = Isogloss\nbrand = Isogloss",
        repair: "Give one of them another name.";
}
