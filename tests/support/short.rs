//! Short records, of which each part is as full, or as empty, as it was drawn.

use super::generator::Draw;
use super::layout::plain;
use super::yaml::Yaml;

/// The text of a record that loses whole parts until it is short enough: first those that are not
/// wanted, then others.
pub fn shortened(record: &mut Yaml, longest: usize, draw: &mut Draw, is_wanted: impl Fn(&str) -> bool) -> String {
    loop {
        let text = plain(record);
        let parts = record.entries();
        let spare = |wanted: bool| {
            let keys = parts.iter().map(|(key, _)| key.as_str()).enumerate();
            let spare = keys.filter(|(_, key)| !matches!(*key, "format" | "virksomhet") && is_wanted(key) == wanted);
            spare.map(|(at, _)| at).collect::<Vec<usize>>()
        };
        let spare = Some(spare(false)).filter(|spare| !spare.is_empty()).unwrap_or_else(|| spare(true));
        if spare.is_empty() || text.lines().count() <= longest {
            return text;
        }
        parts.remove(spare[draw.below(spare.len())]);
        record.loosen();
    }
}
