//! Any bytes, through `checks::layouts`.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| isogloss_fuzz::checks::layouts::check(data));
