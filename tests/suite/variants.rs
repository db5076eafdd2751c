//! Smaller variants of pictures: where a release has them, what pages say of them, and which pictures have none.

use std::collections::BTreeMap;
use std::fs;

use isogloss::assets::{Size, VARIANTS_VERSION, measure, variants};
use isogloss::text::Digest;

use crate::releases::{publish, released, standing};
use crate::support::{Files, Folder};

/// Pixels that look like a photograph to a codec: light that comes and goes, with some noise.
fn pixels(width: u32, height: u32, channels: usize) -> Vec<u8> {
    let mut state = 7_u32;
    let mut pixel = |x: u32, y: u32| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let light = (x * 200 / width + y * 40 / height + (state >> 29)) as u8;
        [light, 255 - light, light / 2, 255 - (y * 255 / height) as u8]
    };
    (0..height)
        .flat_map(|y| (0..width).map(move |x| (x, y)))
        .flat_map(|(x, y)| pixel(x, y)[..channels].to_vec())
        .collect()
}

/// A PNG of so many bytes a pixel (3 or 4).
fn png(width: u32, height: u32, channels: usize, edit: impl FnOnce(&mut png::Encoder<'_, &mut Vec<u8>>)) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(if channels == 4 { png::ColorType::Rgba } else { png::ColorType::Rgb });
    encoder.set_depth(png::BitDepth::Eight);
    edit(&mut encoder);
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(&pixels(width, height, channels)).unwrap();
    drop(writer);
    bytes
}

/// A PNG of black and white dots without order: a bit for each.
fn dots(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_depth(png::BitDepth::One);
    let mut writer = encoder.write_header().unwrap();
    let dots = pixels(width / 8, height, 3).into_iter().step_by(3).map(|byte| byte.wrapping_mul(151));
    writer.write_image_data(&dots.collect::<Vec<_>>()).unwrap();
    drop(writer);
    bytes
}

/// A JPEG; of four colours where `is_print`.
fn jpeg(
    width: u16,
    height: u16,
    is_print: bool,
    edit: impl FnOnce(&mut jpeg_encoder::Encoder<&mut Vec<u8>>),
) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, 92);
    edit(&mut encoder);
    let (channels, color) =
        if is_print { (4, jpeg_encoder::ColorType::Cmyk) } else { (3, jpeg_encoder::ColorType::Rgb) };
    encoder.encode(&pixels(width.into(), height.into(), channels), width, height, color).unwrap();
    bytes
}

/// Exif metadata that say how a picture is turned.
fn turned(orientation: u8) -> Vec<u8> {
    let mut bytes = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".to_vec();
    bytes.extend([orientation, 0, 0, 0, 0, 0, 0, 0]);
    bytes
}

/// A site in two languages. Its post shows the pictures of these names in its text; all lie beside it but those below
/// `layouts/assets`. The first is also the picture that stands for it.
fn site(pictures: &[(&str, Vec<u8>)]) -> Files {
    let locale = |id: &str| format!("[[locales]]\nid = \"{id}\"\nstate = \"live\"\n");
    let settings =
        format!("base_url = \"https://example.org\"\nsource_locale = \"en\"\n{}{}", locale("en"), locale("ja"));
    let shown: Vec<String> = pictures
        .iter()
        .map(|(name, _)| name.strip_prefix("layouts").map_or((*name).to_owned(), str::to_owned))
        .map(|address| format!("![What it shows]({address})\n"))
        .collect();
    let post = |title: &str| {
        let image = format!("image = {{ src = \"{}\", alt = \"What it shows\" }}", pictures[0].0);
        format!("+++\ntitle = \"{title}\"\ndate = 2026-01-02\n{image}\n+++\n\n{}", shown.join("\n"))
    };
    let image = "{% set image = page.image %}<img src=\"{{ image.src }}\" alt=\"{{ image.alt }}\" width=\"{{ image.width }}\" \
                 height=\"{{ image.height }}\"{% if image.srcset %} srcset=\"{{ image.srcset }}\" sizes=\"50vw\"{% endif %}>";
    let layout = format!(
        "<!doctype html>\n<title>{{{{ page.title }}}}</title>\n{{{{ head() }}}}\n{image}\n{{{{ page.content }}}}\n"
    );
    let texts = [
        ("site.toml", settings),
        ("locales/en/site.ftl", "nav-home = Home\n".to_owned()),
        ("locales/ja/site.ftl", "nav-home = ホーム\n".to_owned()),
        ("content/en/blog/post.md", post("Pictures")),
        ("content/ja/blog/post.md", post("画像")),
        ("layouts/post.html", layout),
    ];
    let mut files: Files = texts.into_iter().map(|(path, text)| (path.to_owned(), text.into_bytes())).collect();
    for (name, bytes) in pictures {
        let path = if name.starts_with("layouts/") { (*name).to_owned() } else { format!("content/en/blog/{name}") };
        files.insert(path, bytes.clone());
    }
    files
}

/// The sizes of the pictures of a release, by their names.
fn sizes(release: &Files) -> BTreeMap<&str, (u32, u32)> {
    let size = |(path, bytes): (&'_ String, &Vec<u8>)| {
        let Size { width, height } = measure(path.rsplit('.').next().unwrap(), bytes)?;
        Some((width, height))
    };
    release.iter().filter_map(|(path, bytes)| Some((path.as_str(), size((path, bytes))?))).collect()
}

fn page<'f>(release: &'f Files, path: &str) -> &'f str {
    std::str::from_utf8(&release[path]).unwrap()
}

#[test]
fn a_release_has_smaller_variants_and_says_so() {
    let pictures = [
        ("photo.jpg", jpeg(1600, 800, false, |_| {})),
        ("shot one.PNG", png(1000, 501, 4, |_| {})),
        ("small.png", png(480, 100, 3, |_| {})),
        ("layouts/assets/hero.png", png(700, 300, 3, |_| {})),
    ];
    let mut files = site(&pictures);
    files.insert("layouts/assets/icon.png".to_owned(), png(512, 512, 3, |_| {}));
    let text = String::from_utf8(files["content/en/blog/post.md"].clone()).unwrap();
    files.insert("content/en/blog/post.md".to_owned(), text.replace("shot one.PNG", "shot%20one.PNG").into_bytes());
    let release = released(&files);
    let all = sizes(&release);
    let name =
        |begin: &str| *all.keys().find(|name| name.starts_with(begin)).unwrap_or_else(|| panic!("{begin} in {all:?}"));
    let (hero, narrow) = (name("assets/hero."), name("assets/hero-480w."));
    let expected = [
        (hero, (700, 300)),
        (narrow, (480, 206)),
        (name("assets/icon."), (512, 512)),
        ("blog/photo-1440w.jpg", (1440, 720)),
        ("blog/photo-480w.jpg", (480, 240)),
        ("blog/photo-960w.jpg", (960, 480)),
        ("blog/photo.jpg", (1600, 800)),
        ("blog/shot one-480w.PNG", (480, 240)),
        ("blog/shot one-960w.PNG", (960, 481)),
        ("blog/shot one.PNG", (1000, 501)),
        ("blog/small.png", (480, 100)),
    ];
    assert_eq!(all, expected.into_iter().collect());
    for (narrow, own) in [("blog/photo-1440w.jpg", "blog/photo.jpg"), ("blog/shot one-480w.PNG", "blog/shot one.PNG")] {
        assert!(release[narrow].len() * 10 <= release[own].len() * 9, "{narrow} is worth it");
    }
    let post = page(&release, "blog/post/index.html");
    let photo =
        "/blog/photo-480w.jpg 480w, /blog/photo-960w.jpg 960w, /blog/photo-1440w.jpg 1440w, /blog/photo.jpg 1600w";
    let lazy = "alt=\"What it shows\" loading=\"lazy\" decoding=\"async\">";
    for expected in [
        format!("width=\"1600\" height=\"800\" srcset=\"{photo}\" sizes=\"50vw\">"),
        format!(
            "width=\"1600\" height=\"800\" srcset=\"{photo}\" sizes=\"auto, (min-width: 42rem) 42rem, 100vw\" {lazy}"
        ),
        format!("srcset=\"/{narrow} 480w, /{hero} 700w\""),
        "srcset=\"/blog/shot%20one-480w.PNG 480w, ".to_owned(),
        format!("<img src=\"/blog/small.png\" width=\"480\" height=\"100\" {lazy}"),
    ] {
        assert!(post.contains(&expected), "{expected} in {post}");
    }
    // Who shares the picture shares the picture itself.
    assert!(post.contains("<meta property=\"og:image\" content=\"https://example.org/blog/photo.jpg\">"), "{post}");
    let ours = tree_of_plain_build(&files);
    assert!(!ours.keys().any(|name| name.contains("0w.")) && !page(&ours, "blog/post/index.html").contains("srcset"));
}

fn tree_of_plain_build(files: &Files) -> Files {
    let site = Folder::with(files);
    assert_eq!(site.run("build").code, Some(0));
    crate::support::tree(&site.path().join("public"))
}

#[test]
fn a_language_alone_gets_its_share_on_any_number_of_threads() {
    let files = site(&[("photo.jpg", jpeg(1100, 200, false, |_| {})), ("shot.png", png(700, 100, 4, |_| {}))]);
    let of = |arguments: &str, threads: &str| {
        let site = Folder::in_memory(&files);
        let mut command = site.command(format!("build --release {arguments}").split_whitespace());
        assert!(command.env("RAYON_NUM_THREADS", threads).output().unwrap().status.success());
        standing(&site)
    };
    let all = of("", "1");
    assert!(all.contains_key("blog/photo-960w.jpg") && all.contains_key("blog/shot-480w.png"));
    assert!(all == of("", "2"));
    let alone = of("--locale ja", "2");
    let post = page(&alone, "ja/blog/post/index.html");
    assert!(post.contains("/blog/photo-480w.jpg 480w") && post == page(&all, "ja/blog/post/index.html"));
    assert!(!alone.keys().any(|name| name.ends_with("jpg") || name.ends_with("png")), "English pictures are English's");
    let english = of("--locale en", "1");
    assert!(english["blog/photo-960w.jpg"] == all["blog/photo-960w.jpg"]);
}

#[test]
fn what_cannot_be_made_smaller_keeps_its_one_size() {
    let photo = jpeg(1500, 900, false, |_| {});
    let shot = png(1100, 700, 3, |_| {});
    let mut wrong = shot.clone();
    let middle = wrong.len() / 2;
    wrong[middle..middle + 64].fill(0xa5);
    let mut huge = shot.clone();
    huge[16..24].copy_from_slice(&[0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30]);
    let moves = |encoder: &mut png::Encoder<'_, &mut Vec<u8>>| {
        encoder.set_animated(1, 0).unwrap();
    };
    let files = site(&[
        ("cut.jpg", photo[..photo.len() / 2].to_vec()),
        ("cut.png", shot[..shot.len() / 2].to_vec()),
        ("wrong.png", wrong),
        ("huge.png", huge),
        ("moves.png", png(1100, 700, 3, moves)),
        ("print.jpg", jpeg(1500, 900, true, |_| {})),
        // Of two colours, and of many when it is smaller.
        ("dots.png", dots(600, 200)),
        ("other.png", photo.clone()),
        ("empty.png", Vec::new()),
        ("drawing.svg", b"<svg width=\"2000\" height=\"9\"/>".to_vec()),
    ]);
    let release = released(&files);
    let names: Vec<_> = release.keys().filter(|name| name.contains("0w.")).collect();
    assert!(names.is_empty(), "{names:?}");
    assert!(!page(&release, "blog/post/index.html").contains("srcset"));
    assert_eq!(release["blog/cut.jpg"], photo[..photo.len() / 2]);
}

#[test]
fn any_damage_leaves_a_release() {
    let whole =
        [("a.jpg", jpeg(500, 40, false, |encoder| encoder.set_progressive(true))), ("b.png", png(500, 40, 4, |_| {}))];
    let mut state = 1_u64;
    for _ in 0..150 {
        for (name, bytes) in &whole {
            let mut bytes = bytes.clone();
            for _ in 0..4 {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                // Most of what can go wrong stands at the beginning.
                let reach = if state & 1 == 0 { 700 } else { bytes.len() };
                let at = (state >> 33) as usize % reach.min(bytes.len());
                bytes[at] = (state >> 20) as u8;
            }
            let made = variants(name.rsplit('.').next().unwrap(), &bytes, &[480]);
            assert!(made.iter().all(|variant| variant.bytes.len() < bytes.len()));
        }
    }
}

#[test]
fn the_same_picture_has_the_same_variants() {
    let pictures = [("jpg", jpeg(500, 40, false, |_| {})), ("png", png(500, 40, 4, |_| {}))];
    let made = pictures.iter().flat_map(|(extension, bytes)| variants(extension, bytes, &[300]));
    let digests: Vec<String> = made.map(|variant| Digest::of(&variant.bytes).to_string()).collect();
    let expected =
        (1, ["a17ba32e53bef036636c8c9567eee8f7", "9f94695389b41222dfd39fc0ac7b03e6"].map(str::to_owned).to_vec());
    assert_eq!((VARIANTS_VERSION, digests), expected, "when other variants come out, raise VARIANTS_VERSION");
}

#[test]
fn turned_pictures_and_profiles_stay_what_they_are() {
    let profile: Vec<u8> = (0..300).map(|at| (at * 7) as u8).collect();
    let photo = jpeg(1200, 1500, false, |encoder| {
        encoder.add_exif_metadata(&turned(6)).unwrap();
        encoder.add_icc_profile(&profile).unwrap();
    });
    let release = released(&site(&[("photo.jpg", photo)]));
    let all = sizes(&release);
    assert_eq!(all["blog/photo.jpg"], (1500, 1200), "as it is shown");
    assert_eq!(all["blog/photo-960w.jpg"], (960, 768));
    assert!(page(&release, "blog/post/index.html").contains("width=\"1500\" height=\"1200\""));
    let narrow = &release["blog/photo-960w.jpg"];
    let holds = |part: &[u8]| narrow.windows(part.len()).any(|window| window == part);
    assert!(holds(b"Exif\0\0MM\0*") && holds(&profile), "the variant is turned and coloured the same way");
}

#[test]
fn what_the_author_has_at_that_address_stands() {
    let own = png(30, 30, 3, |_| {});
    let mut files = site(&[("photo.jpg", jpeg(1600, 800, false, |_| {}))]);
    files.insert("content/en/blog/photo-480w.jpg".to_owned(), own.clone());
    let release = released(&files);
    assert_eq!(release["blog/photo-480w.jpg"], own);
    assert!(page(&release, "blog/post/index.html").contains("srcset=\"/blog/photo-960w.jpg 960w, "));
}

#[test]
fn another_picture_takes_its_variants_along_and_diff_names_the_pages() {
    let site = Folder::in_memory(&site(&[("photo.jpg", jpeg(1600, 800, false, |_| {}))]));
    publish(&site);
    let before = site.path().join("before");
    fs::create_dir(&before).unwrap();
    for (path, bytes) in standing(&site).into_iter().filter(|(path, _)| path.contains("isogloss-manifest")) {
        let target = before.join(path);
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::write(target, bytes).unwrap();
    }
    site.write("content/en/blog/photo.jpg", jpeg(900, 800, false, |_| {}));
    publish(&site);
    let now = standing(&site);
    let names: Vec<_> = now.keys().filter(|name| name.ends_with(".jpg")).collect();
    assert_eq!(names, ["blog/photo-480w.jpg", "blog/photo.jpg"]);
    let ran = site.run("diff before release");
    for expected in ["/blog/post/", "/ja/blog/post/", "photo.jpg"] {
        assert!(ran.stdout.contains(expected), "{expected} in {ran:?}");
    }
}
