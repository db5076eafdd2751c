//! Codes about how texts and `.ftl` files are written.

super::codes! {
    /// Straight quotation marks or apostrophes.
    STRAIGHT_QUOTES = Warning "straight-quotes",
        meaning: "A text has the straight quotation marks or apostrophes of the typewriter, and its language has its own. Tags and what is in <code>, <kbd>, <samp> and <var> are left alone, and so are marks after a digit (feet, inches). Languages whose marks Isogloss does not know are not looked at.",
        example: "# locales/en/site.ftl\nwelcome = Don't say \"site\", say \"place\"",
        repair: "Write the characters that the finding names.";
    /// An opening quotation mark inside a word.
    WRONG_APOSTROPHE = Warning "wrong-apostrophe",
        meaning: "An opening single quotation mark stands inside a word, where an apostrophe belongs.",
        example: "# locales/en/site.ftl\nwelcome = Don‘t panic",
        repair: "Write ’.";
    /// Three dots for an ellipsis.
    THREE_DOTS = Warning "three-dots",
        meaning: "A text has three dots where an ellipsis is meant. They break at the end of a line, and are read as three full stops.",
        example: "# locales/en/site.ftl\nloading = Loading...",
        repair: "Write ….";
    /// Half-width katakana.
    HALF_WIDTH_KANA = Warning "half-width-kana",
        meaning: "A Japanese text has half-width katakana or half-width Japanese marks, which are there for old machines.",
        example: "# locales/en/site.ftl\nnav-home = Home\n\n# locales/ja/site.ftl\nnav-home = ﾎｰﾑ",
        repair: "Write full-width katakana.";
    /// Full-width letters or digits.
    FULL_WIDTH_LATIN = Warning "full-width-latin",
        meaning: "A Japanese text has full-width Latin letters or digits. Screen readers spell them out, and searching for them fails.",
        example: "# locales/en/site.ftl\nposts = 12 posts\n\n# locales/ja/site.ftl\nposts = １２件の記事",
        repair: "Write half-width letters and digits.";
    /// Half-width marks at Japanese words.
    HALF_WIDTH_MARK = Warning "half-width-mark",
        meaning: "A half-width comma, full stop, exclamation or question mark stands behind Japanese words.",
        example: "# locales/en/site.ftl\ndone = Done.\n\n# locales/ja/site.ftl\ndone = 終わりました.",
        repair: "Write the full-width mark: 、 。 ！ ？.";
    /// Half-width parentheses around Japanese words.
    HALF_WIDTH_PARENTHESES = Warning "half-width-parentheses",
        meaning: "Half-width parentheses enclose words that begin and end with Japanese characters.",
        example: "# locales/en/site.ftl\nposts = Posts (new)\n\n# locales/ja/site.ftl\nposts = 記事(新着)",
        repair: "Write （ and ）. Where the house writes them half-width throughout, set half-width-parentheses = \"off\" in [checks].";
    /// A character that was lost.
    LOST_CHARACTER = Warning "lost-character",
        meaning: "The file holds U+FFFD, which programs write for a character that they could not read.",
        example: "# locales/en/site.ftl\nnav-cafe = Caf\u{FFFD}",
        repair: "Write the character again, and save the file as UTF-8.";
    /// A file whose last line has no end.
    NO_FINAL_NEWLINE = Warning "no-final-newline",
        meaning: "The last line of a .ftl file has no end. What is appended to the file becomes part of its last text.",
        example: "(a .ftl file that ends with a letter)",
        repair: "End the file with a new line.";
    /// A comment that tools take for another.
    COMMENT_SHAPE = Warning "comment-shape",
        meaning: "A comment of the source's .ftl file stands where it says nothing to those who read it: a group's comment (##) without messages below it, a file's comment (###) that is not at the top, one without exactly one blank line around it.",
        example: "# locales/en/site.ftl\n## Names\n\n## Menus\n\nnav-home = Home",
        repair: "Move the comment, or put one blank line before and after it.";
    /// An id of another shape than all others.
    ID_SHAPE = Warning "id-shape",
        meaning: "An id of the source is not written in small letters, digits and hyphens.",
        example: "# locales/en/site.ftl\nNavHome = Home",
        repair: "Write it like nav-home.";
}
