//! Rules: what law and guidance ask, as data.

mod compile;
mod condition;
mod later;
mod law;
mod model;
mod range;
mod read;
mod reads;
mod set;
mod statement;
pub(crate) mod table;
mod time;
mod told;
pub(crate) mod toml;
mod trilingual;

pub use compile::CONDITIONS;
pub use condition::{Amount, Bound, Comparison, Condition, Items, ShareBound, Wanted, whole_months};
pub use later::Later;
pub use law::{Document, Library, Provision, ProvisionStatus, Topic};
pub use model::{Force, LawReference, Level, Origin, Parameter, Rule};
pub use range::Range;
pub use set::RuleSet;
pub use statement::{DocumentStatement, NotAuditable, Statements};
pub use time::Period;
pub use told::{ROLES, Told};
pub use trilingual::Trilingual;
