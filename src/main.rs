//! The `cetak` command.

fn main() {}
