//! Foreign bytes become the raw tables of a dataset; the door checks them like any others.

pub mod long;
