//! medvirk audits how user and next-of-kin participation is practised in Norwegian health and
//! care services: a record is read, held against rules derived from law and national guidance,
//! and reported with the reason and the reference of every outcome.
//!
//! The modules stand in import order: each uses only those above it, and `record` and `rule`
//! never use each other.

pub mod blocks;
pub mod checksum;
pub mod privacy;
pub mod source;
pub mod text;
pub mod problem;
pub mod field;
pub mod record;
pub mod edit;
pub mod schema;
pub mod rule;
pub mod built_in;
pub mod outcome;
pub mod evaluate;
pub mod difference;
pub mod question;
pub mod init;
pub mod coverage;
pub mod cases;
pub mod mutate;
pub mod accept;
pub mod baseline;
pub mod report;
pub mod portfolio;
pub mod compare;
pub mod forecast;
pub mod plan;
pub mod render;
pub mod collect;
pub mod attachment;
pub mod config;
pub mod cli;
pub mod run;
