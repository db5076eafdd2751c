//! Any bytes, through `checks::splices`.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| isogloss_fuzz::checks::splices::check(data));
