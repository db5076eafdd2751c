//! Any bytes, through `checks::markdown`.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| isogloss_fuzz::checks::markdown::check(data));
