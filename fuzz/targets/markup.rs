//! Any bytes, through `checks::markup`.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| isogloss_fuzz::checks::markup::check(data));
