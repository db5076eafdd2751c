//! Codes about `site.toml` and about how the parts of a site fit together.

super::codes! {
    /// A `site.toml` that is not TOML.
    SETTINGS_SYNTAX = Error "settings-syntax",
        meaning: "site.toml cannot be read as TOML, or is larger than 256 KiB, so nothing is built.",
        example: "# site.toml\npage_size = ",
        repair: "Correct the line that the finding points at.";
    /// A setting that makes no sense.
    INVALID_SETTING = Error "invalid-setting",
        meaning: "A setting of site.toml has a value of the wrong kind or out of its range. Its default is used.",
        example: "# site.toml\npage_size = 0",
        repair: "Give it a value of the kind that the finding names.";
    /// A locale that is named and not declared.
    UNKNOWN_LOCALE = Error "unknown-locale",
        meaning: "A folder or a setting names a locale that site.toml does not declare.",
        example: "# site.toml\nsource_locale = \"en\"\n\n[[locales]]\nid = \"ja\"\nstate = \"live\"",
        repair: "Declare it with [[locales]] in site.toml, or correct the name.";
    /// Two outputs of one address.
    DUPLICATE_URL = Error "duplicate-url",
        meaning: "Two pages or files have the same address, letter case and Unicode forms aside. The first one, in byte order of the paths, is made.",
        example: "# content/en/blog/Hello.md\nHello.\n\n# content/en/blog/hello.md\nHello again.",
        repair: "Give one of them another file name or slug.";
    /// A site without any page.
    NO_PAGES = Error "no-pages",
        meaning: "Not one page can be made: layouts/ has no layout for any page that there could be, or no locale is built.",
        example: "(a site without the folder layouts/)",
        repair: "Add layouts/home.html and layouts/page.html, or give a locale the state live. `isogloss new DIR` makes a small site to start from.";
    /// A file in a place where nothing reads it.
    STRAY_FILE = Warning "stray-file",
        meaning: "A file lies where nothing reads it.",
        example: "# locales/notes.ftl\nnote = Nobody reads this.",
        repair: "Move it into the folder of a locale, or remove it.";
    /// A pattern of required messages that matches none.
    UNKNOWN_REQUIRED = Warning "unknown-required",
        meaning: "A pattern of `required` in site.toml matches no message of the source language. Messages that it was meant for are not required, and an id that is written out is missing in every language.",
        example: "# site.toml\nsource_locale = \"en\"\n\n[[locales]]\nid = \"en\"\nstate = \"live\"\n\n[[locales]]\nid = \"fr\"\nstate = \"live\"\nrequired = [\"nvg-*\"]\n\n# locales/en/site.ftl\nnav-home = Home\n\n# locales/fr/site.ftl\nnav-home = Accueil",
        repair: "Correct the pattern, or remove it.";
    /// An exception that meets no finding.
    UNUSED_EXCEPTION = Warning "unused-exception",
        meaning: "A [[checks.except]] of site.toml meets no finding: what it was made for was repaired, or its code, ids or locales are misspelt. While pages of some locales only are made, this is not looked at.",
        example: "# site.toml\n[[checks.except]]\ncode = \"same-as-source\"\nids = [\"brand-*\"]",
        repair: "Remove it, or correct it.";
}
