//! Any bytes, through `checks::front_matter`.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| isogloss_fuzz::checks::front_matter::check(data));
