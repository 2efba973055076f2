//! `medvirk plan`: what to do about the gaps.

use super::audit::{complaints, open};
use super::output::{Printer, deliver};
use super::settings::separator;
use super::setup::{Asked, Setup, deviations};
use super::{Context, Exit};
use crate::cli::{Formats, PlanArgs, PlanFormat, Separator};
use crate::collect::shown;
use crate::evaluate::Audit;
use crate::plan::plan;
use crate::record::read;
use crate::render::plan::Planned;
use crate::render::problem::Style;
use crate::render::xlsx;
use crate::report::Report;

/// Runs the command.
#[must_use]
pub fn run(args: &PlanArgs, context: Context<'_>) -> Exit {
    work_out(args, context).unwrap_or_else(Exit::failed)
}

fn work_out(args: &PlanArgs, context: Context<'_>) -> Result<Exit, String> {
    let style = context.style;
    let asked = Asked { rules: &args.own.own_rules, as_of: args.as_of.as_deref(), ..Asked::default() };
    let Setup { all, set, as_of } = Setup::new(asked, context)?;
    let deviations = deviations(args.accepted.as_deref(), &all, context)?;
    let source = open(&args.file, &shown(&args.file), style)?;
    let record = read(&source).map_err(|problems| complaints(&problems, &source, style))?;
    let audit = Audit::new(&set, as_of);
    let plan = plan(&audit, &record, &deviations);
    let report = Report::new(&audit, None);
    let planned = Planned { plan: &plan, report: &report, language: style.language };
    let separator = separator(args.separator, context.config).value;
    deliver(&Printed { planned, separator }, args.format, &args.output, style)
}

struct Printed<'a> {
    planned: Planned<'a>,
    separator: Separator,
}

impl Formats for PlanFormat {
    const SCREEN: Self = Self::Terminal;
    const ENDINGS: &'static [(&'static str, Self)] = &[
        ("txt", Self::Terminal),
        ("json", Self::Json),
        ("md", Self::Markdown),
        ("csv", Self::Csv),
        ("xlsx", Self::Xlsx),
    ];

    fn needs_file(self) -> bool {
        self == Self::Xlsx
    }
}

impl Printer for Printed<'_> {
    type Format = PlanFormat;

    fn summary(&self, _style: Style) -> String {
        self.planned.heading() + "\n"
    }

    fn inputs(&self) -> Vec<&str> {
        vec![self.planned.plan.input.name.as_str()]
    }

    fn print(&self, format: PlanFormat, style: Style) -> Result<Vec<u8>, String> {
        Ok(match format {
            PlanFormat::Terminal => self.planned.terminal(style).into_bytes(),
            PlanFormat::Json => self.planned.json().into_bytes(),
            PlanFormat::Markdown => self.planned.markdown().into_bytes(),
            PlanFormat::Csv => self.planned.csv(self.separator.byte()),
            PlanFormat::Xlsx => xlsx::plan::render(&self.planned).map_err(|error| error.to_string())?,
        })
    }
}
