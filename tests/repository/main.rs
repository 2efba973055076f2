//! A repository of many records: folders, formats for machines, accepted deviations, baselines
//! and configuration, driven as users do.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod baselines;
mod config;
mod deviations;
mod folders;
mod formats;
mod support;
