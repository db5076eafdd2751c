//! A picture made smaller: in, its pixels and both sizes; out, the pixels of the smaller one.
//!
//! Light adds up, the numbers of sRGB do not (IEC 61966-2-1): so they are turned into amounts of light first, and those
//! of see-through pixels count for as much as is seen of them. Numbers come out the same on every machine.

use std::collections::VecDeque;
use std::sync::LazyLock;

use super::Size;

/// Amounts of light are whole numbers up to this, so that no machine's last bit of a power matters.
const FULL: f64 = 65535.0;

/// sRGB → light, from 0 to 1.
static LIGHT: LazyLock<[f32; 256]> = LazyLock::new(|| {
    std::array::from_fn(|value| {
        let value = value as f64 / 255.0;
        let light = if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) };
        ((light * FULL).round() / FULL) as f32
    })
});

/// Light, as a whole number → sRGB.
static SRGB: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let value = |light: u32| {
        let light = f64::from(light) / FULL;
        let value = if light <= 0.003_130_8 { light * 12.92 } else { 1.055 * light.powf(1.0 / 2.4) - 0.055 };
        (value * 255.0).round() as u8
    };
    (0..=FULL as u32).map(value).collect()
});

/// Which pixels of a line go into one pixel of the smaller line: from which on, and how much each weighs.
struct Window {
    start: usize,
    weights: Vec<f32>,
}

/// A line of the picture: `C` numbers for each pixel, the last of two or four how much it covers.
type Line<const C: usize> = Vec<[f32; C]>;

/// Makes a picture smaller. `pixels` holds one, two, three or four bytes for each pixel, line by line; two and four end
/// with how much the pixel covers. `None` when that is not so.
pub fn resample(pixels: &[u8], channels: usize, from: Size, to: Size) -> Option<Vec<u8>> {
    let fits = from.pixels().checked_mul(channels) == Some(pixels.len());
    if !fits || to.width == 0 || to.height == 0 || to.width > from.width || to.height > from.height {
        return None;
    }
    match channels {
        1 => Some(lines::<1>(pixels, from, to)),
        2 => Some(lines::<2>(pixels, from, to)),
        3 => Some(lines::<3>(pixels, from, to)),
        4 => Some(lines::<4>(pixels, from, to)),
        _ => None,
    }
}

fn lines<const C: usize>(pixels: &[u8], from: Size, to: Size) -> Vec<u8> {
    let lines: Vec<&[[u8; C]]> = pixels.as_chunks().0.chunks(from.width as usize).collect();
    let across = windows(from.width, to.width);
    let mut smaller = Vec::with_capacity(to.pixels() * C);
    // The narrowed lines that the present window needs, and the number of the first.
    let (mut open, mut first) = (VecDeque::<Line<C>>::new(), 0);
    for window in windows(from.height, to.height) {
        while first < window.start && open.pop_front().is_some() {
            first += 1;
        }
        first = first.max(window.start);
        for line in lines.iter().take(first + window.weights.len()).skip(first + open.len()) {
            open.push_back(narrow(line, &across));
        }
        let mut sum: Line<C> = vec![[0.0; C]; to.width as usize];
        for (line, weight) in open.iter().zip(&window.weights) {
            for (sum, pixel) in sum.iter_mut().zip(line) {
                add(sum, pixel, *weight);
            }
        }
        smaller.extend(sum.into_iter().flat_map(to_srgb));
    }
    smaller
}

fn narrow<const C: usize>(line: &[[u8; C]], across: &[Window]) -> Line<C> {
    let light: Line<C> = line.iter().map(to_light).collect();
    let pixel = |window: &Window| {
        let mut sum = [0.0; C];
        light.iter().skip(window.start).zip(&window.weights).for_each(|(pixel, weight)| add(&mut sum, pixel, *weight));
        sum
    };
    across.iter().map(pixel).collect()
}

fn add<const C: usize>(sum: &mut [f32; C], pixel: &[f32; C], weight: f32) {
    sum.iter_mut().zip(pixel).for_each(|(sum, number)| *sum += number * weight);
}

/// How many of the numbers of a pixel are light.
const fn lights(channels: usize) -> usize {
    if channels.is_multiple_of(2) { channels - 1 } else { channels }
}

fn to_light<const C: usize>(pixel: &[u8; C]) -> [f32; C] {
    let cover = if lights(C) < C { f32::from(pixel[C - 1]) / 255.0 } else { 1.0 };
    let light = |at: usize| if at < lights(C) { LIGHT[usize::from(pixel[at])] * cover } else { cover };
    std::array::from_fn(light)
}

fn to_srgb<const C: usize>(pixel: [f32; C]) -> [u8; C] {
    let cover = if lights(C) < C { pixel[C - 1] } else { 1.0 };
    std::array::from_fn(|at| match at < lights(C) {
        // Where nothing is seen, nothing is divided: it is black.
        true if cover * 255.0 < 0.5 => 0,
        true => SRGB[((pixel[at] / cover).clamp(0.0, 1.0) * FULL as f32).round() as usize],
        false => (cover.clamp(0.0, 1.0) * 255.0).round() as u8,
    })
}

/// The windows of a line of `from` pixels that becomes one of `to`.
fn windows(from: u32, to: u32) -> Vec<Window> {
    let scale = f64::from(from) / f64::from(to);
    let window = |at: u32| {
        let centre = (f64::from(at) + 0.5) * scale;
        let start = (centre - REACH * scale).floor().max(0.0);
        let end = (centre + REACH * scale).ceil().min(f64::from(from));
        let weights: Vec<f64> =
            (start as u32..end as u32).map(|near| weight((f64::from(near) + 0.5 - centre) / scale)).collect();
        let sum: f64 = weights.iter().sum();
        Window { start: start as usize, weights: weights.iter().map(|weight| (weight / sum) as f32).collect() }
    };
    (0..to).map(window).collect()
}

/// How far a pixel reaches, in pixels of the smaller picture.
const REACH: f64 = 2.0;

/// How much a pixel weighs at this distance: the cubic of Mitchell and Netravali (Reconstruction Filters in Computer
/// Graphics, 1988) with B = C = 1/3, between blur and rings.
fn weight(distance: f64) -> f64 {
    let x = distance.abs();
    if x < 1.0 {
        (7.0 * x * x * x - 12.0 * x * x) / 6.0 + 8.0 / 9.0
    } else if x < REACH {
        (-7.0 / 3.0 * x * x * x + 12.0 * x * x - 20.0 * x + 32.0 / 3.0) / 6.0
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::super::Size;
    use super::resample;

    const fn size(width: u32, height: u32) -> Size {
        Size { width, height }
    }

    #[test]
    fn light_adds_up() {
        let board: Vec<u8> = (0..64 * 64).map(|at| if (at % 64 + at / 64) % 2 == 0 { 255 } else { 0 }).collect();
        // Half of the light of white is 188 of 255 in sRGB.
        let smaller = resample(&board, 1, size(64, 64), size(16, 16)).unwrap();
        assert!(smaller.iter().all(|value| value.abs_diff(188) <= 1), "{smaller:?}");
        for value in 0..=255 {
            let plain = [value, 255 - value, 7].repeat(50 * 30);
            let smaller = resample(&plain, 3, size(50, 30), size(33, 20)).unwrap();
            assert_eq!(smaller, [value, 255 - value, 7].repeat(33 * 20));
        }
    }

    #[test]
    fn what_is_not_seen_colours_nothing() {
        let halves = [[200, 10, 10, 255].repeat(20), [0, 255, 0, 0].repeat(20)].concat().repeat(40);
        let smaller = resample(&halves, 4, size(40, 40), size(10, 10)).unwrap();
        assert!(smaller.as_chunks().0.iter().all(|[red, green, _, cover]| *cover == 0 || (*red, *green) == (200, 10)));
        assert_eq!(smaller[..4], [200, 10, 10, 255]);
        assert_eq!(smaller[36..40], [0; 4]);
    }

    #[test]
    fn a_ramp_stays_a_ramp() {
        let ramp: Vec<u8> = (0..1024_u32).map(|at| (at / 4) as u8).collect::<Vec<_>>().repeat(8);
        let smaller = resample(&ramp, 1, size(1024, 8), size(256, 2)).unwrap();
        let off = smaller.iter().zip((0..=255_u8).cycle()).map(|(made, meant)| made.abs_diff(meant)).max();
        assert!(off <= Some(1), "{smaller:?}");
    }

    #[test]
    fn sizes_that_do_not_fit_make_nothing() {
        for (channels, from, to) in
            [(3, size(2, 2), size(1, 1)), (1, size(2, 2), size(3, 1)), (1, size(2, 2), size(0, 1))]
        {
            assert_eq!(resample(&[0; 4], channels, from, to), None);
        }
        assert_eq!(resample(&[9; 4], 1, size(2, 2), size(1, 1)), Some(vec![9]));
        assert_eq!(resample(&[], 5, size(0, 0), size(0, 0)), None);
    }
}
