//! The comparison with a baseline in the report for machines.

use schemars::JsonSchema;
use serde::Serialize;

use crate::baseline::Comparison;
use crate::outcome::Change;

/// How what is not in place compares with an earlier audit.
#[derive(Debug, Serialize, JsonSchema)]
pub struct JsonComparison {
    /// The baseline's file.
    pub file: String,
    /// The rule set it was made with.
    pub rule_set: String,
    /// Not found earlier.
    pub new: usize,
    /// Found earlier, and worse now.
    pub worse: usize,
    /// Found earlier, and no worse now.
    pub known: usize,
    /// Belongs to a rule that is new or asks something else; it does not fail the audit.
    pub new_rules: usize,
    /// Found earlier, and now in place or gone.
    pub closed: usize,
}

pub(super) fn comparison(comparison: &Comparison) -> JsonComparison {
    JsonComparison {
        file: comparison.file.clone(),
        rule_set: comparison.rule_set.clone(),
        new: comparison.of(Change::New),
        worse: comparison.of(Change::Worse),
        known: comparison.of(Change::Known),
        new_rules: comparison.of(Change::NewRule),
        closed: comparison.closed,
    }
}
