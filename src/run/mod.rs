//! The one place that knows all stages.

pub mod rules;
