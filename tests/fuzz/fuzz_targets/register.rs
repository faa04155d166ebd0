#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| cetak_fuzz::register::check(data));
