//! Codes of rules that a house may have and need not: nothing is told of them until `site.toml` switches them on.

super::codes! {
    /// A message or fragment whose name is computed.
    DYNAMIC_ID = Warning "dynamic-id",
        meaning: "A layout computes the id of a message or the name of a fragment, so that what it asks for is only known when a page is made: unknown names and missing arguments are found then, or never. This is not told unless site.toml asks for it, for there are good reasons to compute one.",
        example: "# site.toml\n[checks]\ndynamic-id = \"warning\"\n\n# layouts/home.html\n{{ t(\"state-\" ~ locale.state) }}",
        repair: "Write the names out where there are few of them.";
    /// The name of a brand in a message.
    HARD_CODED_BRAND = Warning "hard-coded-brand",
        meaning: "A message of the source has the name of a brand in its text, where a term should stand: then the name is translated, inflected and changed in one place. Terms may have it, and so may tags. The names to look for are given in site.toml, which switches the rule on; capital letters count.",
        example: "# site.toml\n[checks]\nhard-coded-brand = { words = [\"Isogloss\"] }\n\n# locales/en/site.ftl\nabout = About Isogloss",
        repair: "Write a term, -brand = Isogloss, and refer to it: { -brand }.";
    /// A word that the house does not use.
    BANNED_WORD = Warning "banned-word",
        meaning: "A message of the source has a word that the house does not use. The words are given in site.toml, which switches the rule on, each as a text or with what to write for it. Capital letters do not count, and a part of a longer word is none.",
        example: "# site.toml\n[checks]\nbanned-word = { words = [\"click here\", { word = \"e-mail\", use = \"email\" }] }\n\n# locales/en/site.ftl\ncontact = Send us an e-mail",
        repair: "Write another word, or except the message in [[checks.except]].";
    /// A variable that no comment explains.
    VARIABLE_WITHOUT_COMMENT = Warning "variable-without-comment",
        meaning: "A message of the source uses a variable, and neither the comment right above it nor that of its group or file names it with its $. Translators do not see what will stand there. Switch it on with variable-without-comment = \"warning\".",
        example: "# site.toml\n[checks]\nvariable-without-comment = \"warning\"\n\n# locales/en/site.ftl\nhello = Hello, { $name }!",
        repair: "Say in the comment above the message what the variable holds: # $name: the reader's first name.";
    /// An id that says too little.
    SHORT_ID = Warning "short-id",
        meaning: "An id of the source is shorter than the site wants ids to be. Short ids are taken twice sooner, and say little of where their text stands. The length in characters, which switches the rule on, is given in site.toml.",
        example: "# site.toml\n[checks]\nshort-id = { length = 5 }\n\n# locales/en/site.ftl\nhome = Home",
        repair: "Give it a longer id, as in nav-home.";
    /// Braces without one blank on either side.
    PLACEABLE_SPACING = Warning "placeable-spacing",
        meaning: "A placeable of the source does not have exactly one blank after its { and before its }. Placeables with variants are not looked at. Switch it on with placeable-spacing = \"warning\".",
        example: "# site.toml\n[checks]\nplaceable-spacing = \"warning\"\n\n# locales/en/site.ftl\nhello = Hello, {$name}!",
        repair: "Write it like { $name }.";
    /// A part of Fluent that the house does without.
    FORBIDDEN_SYNTAX = Warning "forbidden-syntax",
        meaning: "The source uses a part of Fluent that the site does without, because some other tool that reads the files cannot, for example. The parts, which switch the rule on, are given in site.toml: terms, attributes, variants, variables, message-references, term-references.",
        example: "# site.toml\n[checks]\nforbidden-syntax = { parts = [\"attributes\"] }\n\n# locales/en/site.ftl\nsearch = Search\n    .title = Search this site",
        repair: "Write it without: an attribute as a message of its own, a reference as the words that it stands for.";
}
