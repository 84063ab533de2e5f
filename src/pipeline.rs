//! The one driver: discover, then read every file by itself, in parallel and in fixed order.
