//! What every floor may use; private.

pub(crate) mod visible;
