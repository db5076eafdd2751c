//! Codes about what a translation was made from: stale messages and posts, and the lock that remembers.

super::codes! {
    /// A message whose source moved since it was translated.
    STALE_MESSAGE = Warning "stale-message",
        meaning: "The source of this message, or a term or message that the source refers to, was edited after the translation was made. The finding says how far: cosmetic (letter case, spaces, punctuation), review (the words), redo (variables or markup, so that the translation may no longer fit).",
        example: "# locales/en/site.ftl\nnav-home = Home page\n\n# locales/ja/site.ftl\nnav-home = ホーム\n\n# locales/ja/translations.lock\nisogloss translations 1\nnav-home 3c6657e87e70 a236d8579fc0 af1349b9f5f9 f1dc43f8a9c1",
        repair: "Translate it again. If it is still right as it is, run `isogloss accept nav-home --locale ja`.";
    /// A post whose source moved since it was translated.
    STALE_POST = Warning "stale-post",
        meaning: "The page that this one was translated from was edited since. Layouts see it as page.stale: cosmetic, review or redo.",
        example: "# content/en/hello.md\n+++\ntitle = \"Hello\"\n+++\nHello again.\n\n# content/ja/hello.md\n+++\ntitle = \"こんにちは\"\n+++\nこんにちは。\n\n# locales/ja/translations.lock\nisogloss translations 1\ncontent/ja/hello.md 0886d71d5493 5a42a677ddfb 8adaa5339b6b 4667b2f5d9eb",
        repair: "Bring the translation up to date. If it is still right as it is, run `isogloss accept content/ja/blog/hello.md --locale ja`.";
    /// A translation that was edited since the lock was written.
    LOCK_OUTDATED = Warning "lock-outdated",
        meaning: "A translation was edited since translations.lock was written, or a merge left its marks in the lock. It counts as up to date; once its source is edited again, nobody could tell what it was made from.",
        example: "# locales/en/site.ftl\nnav-home = Home\n\n# locales/ja/site.ftl\nnav-home = 最初のページ\n\n# locales/ja/translations.lock\nisogloss translations 1\nnav-home 3c6657e87e70 a236d8579fc0 af1349b9f5f9 f1dc43f8a9c1",
        repair: "Run `isogloss sync` and commit the lock together with the translation.";
    /// Two lines of a merge, and none fits.
    LOCK_CONFLICT = Warning "lock-conflict",
        meaning: "A merge left several lines for one translation in translations.lock, and the translation is as none of them says. So nobody knows which source it was made from.",
        example: "# locales/en/site.ftl\nnav-home = Home\n\n# locales/ja/site.ftl\nnav-home = 最初のページ\n\n# locales/ja/translations.lock\nisogloss translations 1\n<<<<<<< ours\nnav-home 3c6657e87e70 a236d8579fc0 af1349b9f5f9 f1dc43f8a9c1\n=======\nnav-home 3c6657e87e70 a236d8579fc0 af1349b9f5f9 0a1b2c3d4e5f\n>>>>>>> theirs",
        repair: "Compare the translation with its source. When it is right, run `isogloss accept nav-home --locale ja`.";
    /// A line of the lock that cannot be read.
    LOCK_SYNTAX = Warning "lock-syntax",
        meaning: "translations.lock is written by `isogloss sync` and `isogloss accept`, and a line of it is not as they write it. Only that line is lost: what its translation was made from is not known.",
        example: "# locales/ja/translations.lock\nisogloss translations 1\nnav-home 3c6657e87e70",
        repair: "Put the line back as it was, or run `isogloss sync`, which writes the lock anew.";
}
