//! Edits as people make them, chosen by numbers: for the law's property test.

use crate::support::Files;

/// One edit: what is done, to which file or line, and how.
#[derive(Clone, Copy, Debug)]
pub struct Edit {
    what: u8,
    which: usize,
    how: usize,
}

/// Texts for messages: plain, with terms, references, variables, markup, and wrong ones.
const TEXTS: [&str; 14] = [
    "Plain words",
    "言葉だけ",
    "With { -brand } inside",
    "See { nav-home } first",
    "{ $count } of { $total }",
    "Round { nav-about } trip",
    "<em>Markup</em> & more",
    "{ search.label }",
    "{ $minutes ->\n        [one] one\n       *[other] { NUMBER($minutes) }\n    }",
    "Missing { -nobody }",
    "On { DATETIME($date) }",
    "{ \"\\u202E\" }turned",
    "Read <a data-l10n-name=\"about\">it</a>",
    "",
];
const IDS: [&str; 10] = [
    "nav-home",
    "nav-about",
    "search",
    "only-english",
    "new-headline",
    "tag-l10n",
    "author-bob",
    "footer-line",
    "page-of",
    "site-title",
];
const DATES: [&str; 5] = ["2024-01-01", "2024-02-15", "2023-12-31", "2025-06-30", "2024-02-30"];
const TAGS: [&str; 5] = ["[\"rust\"]", "[\"l10n\", \"new\"]", "[]", "[\"rust\", \"rust\"]", "[\"a b\"]"];
/// Lines that may stand in a layout's main block.
const SNIPPETS: [&str; 10] = [
    "<i>{{ t(\"only-english\") }}</i>",
    "{{ t(\"page-of\", current=1, total=2) }}",
    "{% if page.summary %}<q>{{ page.summary }}</q>{% endif %}",
    "{{ fragment(\"partials/footer.html\") }}",
    "{{ fragment(\"partials/none.html\") }}",
    "{{ page.nope }}",
    "{% for one in site.authors %}{{ one.name }}{{ one.count }}{% endfor %}",
    "{{ url_for(\"/blog/third/\") }}",
    "{% for one in locales %}{{ one.progress }}{% endfor %}",
    "{% include \"partials/languages.html\" %}{% endfor %}",
];
const SETTINGS: [(&str, &str); 9] = [
    ("page_size = 2", "page_size = 3"),
    ("page_size = 2", "page_size = 2\nuntranslated_posts = \"hide\""),
    ("state = \"coming-soon\"", "state = \"planned\""),
    ("state = \"coming-soon\"", "state = \"live\""),
    ("fallback = [\"en\"]", "fallback = [\"ja\", \"en\"]"),
    ("fallback = [\"en\"]", "fallback = []"),
    ("https://example.org/sub/", "https://example.org/"),
    ("source_locale = \"en\"", "source_locale = \"ja\""),
    ("page_size = 2", "page_size = "),
];

impl Edit {
    /// The edit of these numbers.
    pub fn new(what: u8, which: u16, how: u16) -> Self {
        Self { what, which: usize::from(which), how: usize::from(how) }
    }

    /// Makes it. `original` is what the site was at first; some edits put a part of it back.
    pub fn make(self, files: &mut Files, original: &Files) {
        match self.what % 20 {
            0..=3 => self.change_message(files),
            4 => self.add_message(files),
            5 => self.drop_line(files),
            6 => self.rename_message(files),
            7 => self.move_message(files),
            8 => self.append(
                files,
                ".ftl",
                ["broken = {\n", "# note\n", "-brand = Other\n", "x = {{{{\n", "\u{FEFF}y = z\n"],
            ),
            9 => self.replace_in(
                files,
                ".md",
                &[("title = ", "title = \"New \""), ("post", "text"), ("summary: ", "x: ")],
            ),
            10 => self.set_front(files),
            11 => self.append(
                files,
                ".md",
                ["\nMore words.\n", "\n[x](third.md)\n", "\n![p](dot.png)\n", "\n## Start\n", "\n[y](/none/)\n"],
            ),
            12 => self.add_post(files),
            13 => self.edit_layout(files),
            14 => self.append(files, ".html", ["<hr>", "{{ t(\"gone-line\") }}", "{% if", "{# note #}", "\n"]),
            15 => self.edit_menu(files),
            16 => self.edit_settings(files),
            17 if self.how.is_multiple_of(3) => self.edit_style(files),
            17 => self.edit_picture(files),
            18 => self.drop_file_or_folder(files),
            _ => self.restore(files, original),
        }
    }

    /// The file of this ending that the numbers choose.
    fn path(self, files: &Files, ending: &str) -> Option<String> {
        let paths: Vec<&String> = files.keys().filter(|path| path.ends_with(ending)).collect();
        (!paths.is_empty()).then(|| paths[self.which % paths.len()].clone())
    }

    fn rewrite(self, files: &mut Files, ending: &str, edit: impl FnOnce(String) -> String) {
        let Some(path) = self.path(files, ending) else { return };
        let Ok(text) = String::from_utf8(files[&path].clone()) else { return };
        files.insert(path, edit(text).into_bytes());
    }

    /// Rewrites one line of a file that begins an entry.
    fn rewrite_entry(self, files: &mut Files, edit: impl Fn(&str) -> String) {
        self.rewrite(files, ".ftl", |text| {
            let lines: Vec<&str> = text.lines().collect();
            let entries: Vec<usize> = (0..lines.len()).filter(|at| lines[*at].contains(" = ")).collect();
            let Some(chosen) = entries.get(self.how % entries.len().max(1)) else { return text.clone() };
            let edited =
                lines.iter().enumerate().map(|(at, line)| if at == *chosen { edit(line) } else { (*line).to_owned() });
            edited.collect::<Vec<_>>().join("\n") + "\n"
        });
    }

    fn change_message(self, files: &mut Files) {
        let text = TEXTS[(self.how / 7) % TEXTS.len()];
        self.rewrite_entry(files, |line| format!("{} = {text}", line.split(" = ").next().unwrap_or(line)));
    }

    fn add_message(self, files: &mut Files) {
        let entry = format!("{} = {}\n", IDS[self.how % IDS.len()], TEXTS[self.how / 11 % TEXTS.len()]);
        self.rewrite(files, ".ftl", |text| if self.how.is_multiple_of(2) { entry + &text } else { text + &entry });
    }

    fn drop_line(self, files: &mut Files) {
        self.rewrite_entry(files, |_| String::new());
    }

    fn rename_message(self, files: &mut Files) {
        let id = IDS[self.how / 5 % IDS.len()];
        self.rewrite_entry(files, |line| format!("{id} = {}", line.split_once(" = ").map_or("", |(_, text)| text)));
    }

    /// Moves the last line of one file to another of the same locale.
    fn move_message(self, files: &mut Files) {
        let Some(from) = self.path(files, ".ftl") else { return };
        let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
        let to = format!("{folder}/moved-{}.ftl", self.how % 3);
        let text = String::from_utf8_lossy(&files[&from]).into_owned();
        let Some(last) = text.lines().last().map(str::to_owned) else { return };
        let rest = text.trim_end().strip_suffix(&last).unwrap_or("").to_owned();
        files.insert(from, rest.into_bytes());
        files.entry(to).or_default().extend(format!("{last}\n").bytes());
    }

    fn append<const N: usize>(self, files: &mut Files, ending: &str, texts: [&str; N]) {
        self.rewrite(files, ending, |text| text + texts[self.how % N]);
    }

    fn replace_in(self, files: &mut Files, ending: &str, pairs: &[(&str, &str)]) {
        let (from, to) = pairs[self.how % pairs.len()];
        self.rewrite(files, ending, |text| text.replacen(from, to, 1));
    }

    fn set_front(self, files: &mut Files) {
        let key = match self.how % 8 {
            0 | 1 => format!("date = {}", DATES[self.how / 8 % DATES.len()]),
            2 => format!("tags = {}", TAGS[self.how / 8 % TAGS.len()]),
            3 => "draft = true".to_owned(),
            4 => "slug = \"moved\"".to_owned(),
            5 => "authors = [\"bob\"]".to_owned(),
            6 => "layout = \"page.html\"".to_owned(),
            _ => "title = \"Unclosed".to_owned(),
        };
        let name = key.split(' ').next().unwrap_or_default().to_owned();
        self.rewrite(files, ".md", |text| {
            let kept: Vec<&str> = text.lines().filter(|line| !line.starts_with(&format!("{name} ="))).collect();
            kept.join("\n").replacen("+++\n", &format!("+++\n{key}\n"), 1) + "\n"
        });
    }

    fn add_post(self, files: &mut Files) {
        let locale = ["en", "ja", "fr", "xx"][self.which % 4];
        let name = ["late", "Late", "blog/late", "blog/deep/late/index", "blog/first/index", "tags/rust"][self.how % 6];
        let front =
            format!("date = {}\ntags = {}", DATES[self.how / 6 % DATES.len()], TAGS[self.how / 30 % TAGS.len()]);
        let text = format!("+++\ntitle = \"Late {}\"\n{front}\n+++\nLate words.\n", self.how % 9);
        files.insert(format!("content/{locale}/{name}.md"), text.into_bytes());
    }

    fn edit_layout(self, files: &mut Files) {
        let snippet = SNIPPETS[self.how % SNIPPETS.len()];
        self.rewrite(files, ".html", |text| match text.rfind("{% endblock %}") {
            Some(at) => format!("{}{snippet}{}", &text[..at], &text[at..]),
            None => text + snippet,
        });
    }

    fn edit_menu(self, files: &mut Files) {
        let pairs = [
            ("/about/", "/blog/third/"),
            ("nav-blog", "nav-nothing"),
            ("[[main]]", "[[other]]"),
            ("link = \"/\"", "link = \"/nowhere/\""),
            ("external = true", "external = false"),
            ("[[main]]", "[[main]"),
        ];
        self.replace_in(files, "navigation.toml", &pairs);
    }

    fn edit_settings(self, files: &mut Files) {
        self.replace_in(files, "site.toml", &SETTINGS);
    }

    /// Edits a lock as no program does, on top of the edit itself.
    pub fn edit_lock(self, files: &mut Files) {
        let pairs = [
            ("first.md 7a2fba86ceb0", "first.md 000000000000"),
            ("af1349b9f5f9", "000000000000"),
            ("nav-blog", "<<<<<<< ours\nnav-blog"),
            ("nav-home", "=======\nnav-home"),
            ("search", ">>>>>>> theirs\nsearch"),
            ("-brand", "nav-home"),
            ("translations 1", "translations 2"),
        ];
        self.replace_in(files, ".lock", &pairs);
    }

    fn edit_picture(self, files: &mut Files) {
        let path = ["content/en/blog/dot.png", "content/ja/blog/dot.png", "content/en/dot.png"][self.which % 3];
        if self.how.is_multiple_of(4) {
            files.remove(path);
        } else {
            files.insert(path.to_owned(), picture(1 + self.how as u32 % 5, 2));
        }
        if self.how.is_multiple_of(7) {
            files.insert("layouts/assets/late.css".to_owned(), b"p {}".to_vec());
        }
    }

    /// Stylesheets that name others, a drawing and nothing; a script that names one of them.
    fn edit_style(self, files: &mut Files) {
        let path = ["style.css", "late.css", "dot.svg", "dot.js"][self.which % 4];
        let texts = [
            "p { color: red }\n",
            "@import \"late.css\";\n",
            "@import \"style.css\";\n",
            "p { background: url(dot.svg) }\n",
            "p { background: url(../ja/blog/dot.png) }\n",
            "import \"./late.css\";\n",
            "p { \"",
        ];
        let text = texts[self.how / 3 % texts.len()];
        files.insert(format!("layouts/assets/{path}"), text.as_bytes().to_vec());
    }

    fn drop_file_or_folder(self, files: &mut Files) {
        if self.how.is_multiple_of(3) {
            let folder =
                ["content/ja/", "locales/fr/", "layouts/partials/", "content/en/blog/", "locales/ja/"][self.which % 5];
            files.retain(|path, _| !path.starts_with(folder));
        } else {
            let paths: Vec<String> = files.keys().cloned().collect();
            files.remove(&paths[self.which % paths.len()]);
        }
    }

    /// Puts files back as they were: one, or all of a folder.
    fn restore(self, files: &mut Files, original: &Files) {
        let folder = ["content/", "locales/", "layouts/", "site.toml", ""][self.which % 5];
        for (at, (path, bytes)) in original.iter().filter(|(path, _)| path.starts_with(folder)).enumerate() {
            if self.how.is_multiple_of(4) || at % 4 == self.how % 4 {
                files.insert(path.clone(), bytes.clone());
            }
        }
    }
}

/// The bytes of a PNG's header: enough to have a size.
pub fn picture(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    bytes.extend(width.to_be_bytes());
    bytes.extend(height.to_be_bytes());
    bytes.extend([8, 2, 0, 0, 0]);
    bytes
}
