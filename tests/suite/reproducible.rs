//! The same inputs give the same release: names, bytes and permissions, wherever, whenever and by whomever it is made.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use isogloss::text::{Digest, Digester};

use crate::manifests::three_locales;
use crate::support::{Files, Folder, Ran, binary, lacks, tree};

/// What one run has around it.
struct Around {
    time_zone: &'static str,
    language: &'static str,
    umask: &'static str,
    home: &'static str,
    threads: &'static str,
    order: Order,
    /// What `faketime` is told, where the clock is not the machine's.
    clock: Option<&'static str>,
}

/// In which order the system gives the names in a folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    /// As the files were made, the first path first.
    Made,
    /// As the files were made, the last path first.
    MadeLastFirst,
    /// As it comes, by `disorderfs`.
    Shuffled,
}

/// Twelve runs; whatever two of them share, another two do not.
const RUNS: [Around; 12] = [
    around("UTC", "C", "022", "/root", "1", Order::Made, None),
    around("UTC", "C", "022", "/root", "2", Order::Made, None),
    around("Asia/Tokyo", "ja_JP.UTF-8", "077", "/nonexistent", "1", Order::MadeLastFirst, None),
    around("America/St_Johns", "tr_TR.UTF-8", "000", "/tmp", "2", Order::MadeLastFirst, None),
    around("Pacific/Kiritimati", "de_DE.UTF-8", "027", "", "1", Order::Shuffled, None),
    around("Pacific/Kiritimati", "ar_EG.UTF-8", "002", "/", "2", Order::Shuffled, None),
    around("UTC", "C.UTF-8", "022", "/root", "1", Order::Made, Some("2031-05-06 07:08:09")),
    around("Asia/Kathmandu", "fr_FR.UTF-8", "077", "/tmp", "2", Order::Made, Some("2031-12-31 23:59:58")),
    around(
        "America/New_York",
        "en_US.UTF-8",
        "007",
        "/nonexistent",
        "2",
        Order::MadeLastFirst,
        Some("2031-03-09 03:30:00"),
    ),
    around("Europe/Paris", "POSIX", "022", "/root", "1", Order::Shuffled, Some("2031-01-01 00:00:00")),
    around("Australia/Lord_Howe", "zh_CN.GB18030", "037", "", "2", Order::MadeLastFirst, None),
    around("", "", "022", "/root", "2", Order::Made, None),
];

const fn around(
    time_zone: &'static str,
    language: &'static str,
    umask: &'static str,
    home: &'static str,
    threads: &'static str,
    order: Order,
    clock: Option<&'static str>,
) -> Around {
    Around { time_zone, language, umask, home, threads, order, clock }
}

/// A folder whose names come in another order each time, until it is dropped.
struct Shuffled(PathBuf);

impl Shuffled {
    fn of(sources: &Path, at: &Path) -> Option<Self> {
        fs::create_dir_all(at).unwrap();
        let mut command = Command::new("disorderfs");
        command.args(["--multi-user=no", "--shuffle-dirents=yes", "-q"]).args([sources, at]);
        let ran = command.output().ok()?;
        (ran.status.success() && at.join("site.toml").is_file()).then(|| Self(at.to_owned()))
    }
}

impl Drop for Shuffled {
    fn drop(&mut self) {
        drop(Command::new("fusermount").args(["-u", "-z"]).arg(&self.0).status());
    }
}

impl Around {
    /// Releases a site into a folder of its own; none where the machine lacks what the run needs.
    fn release(&self, files: &Files, number: usize) -> Option<Digest> {
        let root = Folder::empty();
        let site = root.path().join(["s", "a longer path/with 日本語"][number % 2]);
        let mut paths: Vec<&String> = files.keys().collect();
        if self.order == Order::MadeLastFirst {
            paths.reverse();
        }
        for path in paths {
            let target = site.join(path);
            fs::create_dir_all(target.parent().unwrap()).unwrap();
            fs::write(target, &files[path]).unwrap();
        }
        let shuffled = match self.order {
            Order::Shuffled => Some(Shuffled::of(&site, &root.path().join("shuffled"))),
            _ => None,
        };
        if matches!(shuffled, Some(None)) {
            lacks("disorderfs is not installed, or may not mount here (apt-get install disorderfs)");
            return None;
        }
        let read = shuffled.as_ref().and_then(Option::as_ref).map_or(&site, |shuffled| &shuffled.0);
        let out = root.path().join(format!("out {number}/release"));
        let mut command = Command::new("sh");
        command.args(["-c", &format!("umask {}; exec \"$@\"", self.umask), "sh"]);
        if let Some(clock) = self.clock {
            if !Command::new("faketime").arg("--version").output().is_ok_and(|ran| ran.status.success()) {
                lacks("faketime is not installed (apt-get install faketime)");
                return None;
            }
            command.args(["faketime", clock]);
        }
        command.arg(binary()).args(["build", "--release", "--site"]).arg(read).arg("--out").arg(&out);
        command.env("TZ", self.time_zone).env("LANG", self.language).env("LC_ALL", self.language);
        command.env("HOME", self.home).env("RAYON_NUM_THREADS", self.threads).env_remove("SOURCE_DATE_EPOCH");
        let ran = Ran::of(command.current_dir(root.path()).output().unwrap());
        assert_eq!(ran.code, Some(0), "{ran:?}");
        Some(hash(&out))
    }
}

/// One hash over the names, bytes and permissions of all files and folders.
fn hash(release: &Path) -> Digest {
    let files = tree(release);
    assert!(files.len() > 300, "{}", files.len());
    let mut entries: BTreeMap<PathBuf, u32> = BTreeMap::new();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o7777;
    for path in files.keys() {
        for above in Path::new(path).ancestors() {
            let at = release.join(above);
            entries.entry(at.clone()).or_insert_with(|| mode(&at));
        }
    }
    let mut digester = Digester::default();
    for (path, mode) in entries {
        let expected = if path.is_dir() { 0o755 } else { 0o644 };
        assert_eq!(mode, expected, "the permissions of {}", path.display());
        let name = path.strip_prefix(release).unwrap().to_str().unwrap().to_owned();
        digester.str(&name).number(mode.into()).bytes(files.get(&name).map_or(&[], |bytes| bytes));
    }
    digester.finish()
}

#[test]
fn twelve_runs_have_one_hash() {
    let files = three_locales();
    let found: Vec<(usize, Digest)> =
        RUNS.iter().enumerate().filter_map(|(number, run)| Some((number, run.release(&files, number)?))).collect();
    assert!(found.len() >= 7, "only {} could be tried", found.len());
    for (number, hash) in &found {
        assert_eq!(*hash, found[0].1, "run {number} differs from run {}", found[0].0);
    }
    // A text more, and the hash is another.
    let mut other = files.clone();
    other.insert("locales/fr/more.ftl".to_owned(), "tag-nothing = Rien\n".as_bytes().to_vec());
    assert_ne!(RUNS[0].release(&other, 0).unwrap(), found[0].1);
}
