//! What tests and benches share.
#![allow(dead_code, unreachable_pub, reason = "each of them uses a part of it")]

pub mod contoh;
