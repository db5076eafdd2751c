//! Any bytes, through `checks::messages`.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| isogloss_fuzz::checks::messages::check(data));
