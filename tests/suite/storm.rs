//! Edits as editors, people and git make them, to a site that is watched: whenever it gets quiet, the output is that of
//! a build.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::Duration;

use isogloss::site::Options;

use crate::edits::Edit;
use crate::saves::{Numbers, Save, is_soak, save_all};
use crate::support::{Files, Folder, SiteTest, changes, files_of};
use crate::watching::Watch;

/// Edits between two quiets.
const ROUND: usize = 10;
/// Folders that are moved about and made again.
const FOLDERS: [&str; 6] = ["locales", "content", "layouts", "content/ja", "locales/fr", "layouts/partials"];
/// Folders that come and go with a branch.
const BRANCH: [&str; 3] = ["content/en/bulk", "content/ja/bulk", "layouts/assets/bulk"];

/// A watched site and what its folder holds.
pub struct Storm {
    pub watch: Watch,
    numbers: Numbers,
    pub files: Files,
    /// The same files in memory, to know whether they are sound.
    mirror: SiteTest,
    original: Files,
    /// What it was at the last quiet, without errors.
    sound: Files,
}

impl Storm {
    /// A storm over a site that is watched by what `command` starts.
    pub fn begin(seed: u64, command: impl FnOnce(Command) -> Command, arguments: &[&str]) -> Self {
        let files = sound_files();
        let (site, out) = (Folder::with(&files), Folder::empty());
        let command = command(Watch::command(&site, &out, arguments));
        let watch = Watch::run(site, out, command);
        let mirror = SiteTest::of(files.clone(), Options::default());
        assert_eq!(errors(&mirror), 0, "{:?}", mirror.findings());
        Self { watch, numbers: Numbers(seed), original: files.clone(), sound: files.clone(), files, mirror }
    }

    pub fn root(&self) -> &Path {
        self.watch.site.path()
    }

    /// So many edits, and a look at the output after each ten.
    pub fn rage(&mut self, edits: usize) {
        for number in 1..=edits {
            match self.numbers.below(40) {
                0 => self.check_out(),
                1 | 2 => self.make_folder_again(),
                3..=5 => self.move_folder_out_and_in(),
                6 if number % 3 == 0 => self.make_site_again(),
                _ => self.edit(),
            }
            thread::sleep(Duration::from_millis([0, 0, 1, 25, 60][self.numbers.below(5)]));
            if number % ROUND == 0 {
                self.repair();
                self.watch.equals_a_build();
            }
        }
    }

    /// An edit of what a file says. Few of those that break something are made; `repair` mends them.
    fn edit(&mut self) {
        let before = errors(&self.mirror);
        loop {
            let mut files = self.files.clone();
            let mut number = || self.numbers.below(1 << 16) as u16;
            Edit::new(number() as u8, number(), number()).make(&mut files, &self.original);
            let text: Vec<_> = files.values().map(|bytes| String::from_utf8_lossy(bytes)).collect();
            // A draft is a page in watch and none in a build.
            if files == self.files || text.iter().any(|text| text.contains("draft = true")) {
                continue;
            }
            self.mirror.apply(&changes(&self.files, &files));
            if errors(&self.mirror) <= before || self.numbers.below(10) == 0 {
                save_all(self.watch.site.path(), &self.files, &files, &mut self.numbers);
                self.files = files;
                return;
            }
            self.mirror.apply(&changes(&files, &self.files));
        }
    }

    pub fn set(&mut self, files: Files) {
        save_all(self.watch.site.path(), &self.files, &files, &mut self.numbers);
        self.mirror.apply(&changes(&self.files, &files));
        self.files = files;
    }

    /// What is broken is held in watch and not in a build.
    fn repair(&mut self) {
        if errors(&self.mirror) > 0 {
            self.set(self.sound.clone());
        }
        self.sound = self.files.clone();
    }

    /// Goes to a branch with many more files, or back.
    fn check_out(&mut self) {
        let mut files = self.files.clone();
        if files.keys().any(|path| in_branch(path)) {
            files.retain(|path, _| !in_branch(path));
        } else {
            files.extend(branch());
        }
        match self.numbers.below(3) {
            0 => self.move_branch(files),
            1 => self.set(files),
            _ => {
                let git = self.root().join(".git");
                fs::create_dir_all(&git).unwrap();
                fs::write(git.join("index.lock"), "").unwrap();
                self.set(files);
                fs::rename(git.join("index.lock"), git.join("index")).unwrap();
            }
        }
    }

    /// The branch's folders come or go as wholes.
    fn move_branch(&mut self, files: Files) {
        let aside = Folder::empty();
        for (number, folder) in BRANCH.iter().enumerate() {
            let (here, there) = (self.root().join(folder), aside.path().join(format!("new-{number}")));
            if here.exists() {
                fs::rename(&here, aside.path().join(format!("old-{number}"))).unwrap();
            }
            for (path, bytes) in files.iter().filter(|(path, _)| path.starts_with(folder)) {
                aside.write(&format!("new-{number}{}", &path[folder.len()..]), bytes);
            }
            if there.exists() {
                fs::create_dir_all(here.parent().unwrap()).unwrap();
                fs::rename(there, here).unwrap();
            }
        }
        self.mirror.apply(&changes(&self.files, &files));
        self.files = files;
    }

    fn make_folder_again(&mut self) {
        let name = FOLDERS[self.numbers.below(FOLDERS.len())];
        let folder = self.root().join(name);
        if !folder.is_dir() {
            return;
        }
        if self.numbers.below(2) == 0 {
            fs::remove_dir_all(&folder).unwrap();
        } else {
            let aside = Folder::empty();
            fs::rename(&folder, aside.path().join("old")).unwrap();
            self.rest();
        }
        self.fill(folder);
    }

    fn make_site_again(&mut self) {
        let root = self.root().to_owned();
        let old = root.with_extension("old");
        fs::rename(&root, &old).unwrap();
        self.rest();
        fs::create_dir(&root).unwrap();
        self.fill(root);
        fs::remove_dir_all(old).unwrap();
    }

    /// Writes what belongs below a folder of the site.
    fn fill(&mut self, folder: impl AsRef<Path>) {
        let root = self.root().to_owned();
        for (path, bytes) in &self.files {
            let target = root.join(path);
            if target.starts_with(&folder) {
                Save::InPlace.write(&target, bytes, Duration::ZERO);
            }
        }
    }

    /// Moves a folder out, edits a file in it, moves it in.
    fn move_folder_out_and_in(&mut self) {
        let name = FOLDERS[self.numbers.below(FOLDERS.len())];
        let (folder, aside) = (self.root().join(name), Folder::empty());
        if !folder.is_dir() {
            return;
        }
        let inside: Vec<String> =
            self.files.keys().filter(|path| path.starts_with(&format!("{name}/"))).cloned().collect();
        fs::rename(&folder, aside.path().join("moved")).unwrap();
        self.rest();
        if let Some(path) = inside.iter().find(|path| path.ends_with(".ftl") || path.ends_with(".md")) {
            let bytes = [self.files[path].as_slice(), b"\n"].concat();
            fs::write(aside.path().join("moved").join(&path[name.len() + 1..]), &bytes).unwrap();
            let mut files = self.files.clone();
            files.insert(path.clone(), bytes);
            self.mirror.apply(&changes(&self.files, &files));
            self.files = files;
        }
        fs::rename(aside.path().join("moved"), &folder).unwrap();
    }

    fn rest(&mut self) {
        thread::sleep(Duration::from_millis([0, 10, 40][self.numbers.below(3)]));
    }

    /// Ends it; so many messages said that hints do not come.
    pub fn end(self, messages: usize) {
        let (_, said) = self.watch.end("INT");
        let complaints: Vec<&String> = said.iter().filter(|line| line.contains("cannot ")).collect();
        assert_eq!(complaints.len(), messages, "{complaints:#?}");
        assert!(complaints.iter().all(|line| line.contains("cannot watch")), "{complaints:#?}");
    }
}

/// A site without an error.
pub fn sound_files() -> Files {
    let mut files = files_of("law");
    files.insert("layouts/assets/late.css".to_owned(), b"p {}".to_vec());
    files
}

/// Errors for which watch mode may hold something. What a translation lacks is held by nobody.
fn errors(test: &SiteTest) -> usize {
    let lacks = |finding: &&String| finding.starts_with("error missing-message");
    let found = test.findings().iter().filter(|found| found.starts_with("error") && !lacks(found)).count();
    // Without its settings, nothing is wrong with a site; it is none.
    found + usize::from(test.workspace.site().is_broken())
}

fn in_branch(path: &str) -> bool {
    BRANCH.iter().any(|folder| path.starts_with(folder))
}

fn branch() -> Files {
    let mut files = Files::new();
    for number in 0..25 {
        for folder in &BRANCH[..2] {
            let text = format!("+++\ntitle = \"Bulk {number}\"\ndate = 2024-03-{:02}\n+++\nMany.\n", number + 1);
            files.insert(format!("{folder}/{number}.md"), text.into_bytes());
        }
    }
    for number in 0..250 {
        let path = format!("{}/{}/{number}.css", BRANCH[2], number % 10);
        files.insert(path, format!("p {{ margin: {number}px }}").into_bytes());
    }
    files
}

/// How many edits a test makes, many more before a release.
pub fn edits(few: usize) -> usize {
    if is_soak() { few * 10 } else { few }
}

#[test]
fn whatever_the_storm_the_output_is_a_builds() {
    let mut storm = Storm::begin(0x1501_6055, |command| command, &[]);
    storm.rage(edits(500));
    storm.end(0);
}
