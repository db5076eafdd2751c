//! Any bytes, through `checks::settings`.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| isogloss_fuzz::checks::settings::check(data));
