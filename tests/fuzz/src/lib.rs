//! What must hold whatever bytes are read. Each module has one `check`, which panics where something does not hold. The fuzzer
//! calls it with bytes of its own making, `tests/scenario/fuzz_seeds.rs` with those in `seeds/`.

pub mod checkpoint;
pub mod nation;
pub mod register;
pub mod scenario;
pub mod set;
pub mod written;
