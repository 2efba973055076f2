//! `medvirk forecast`: what will change by itself.

use jiff::ToSpan;

use super::audit::{complaints, date, open};
use super::output::{Printer, deliver};
use super::settings::separator;
use super::setup::{Asked, Setup, deviations};
use super::{Context, Exit};
use crate::cli::{ForecastArgs, ForecastFormat, Formats, Separator};
use crate::collect::shown;
use crate::evaluate::Audit;
use crate::forecast::{Forecast, forecast};
use crate::record::read;
use crate::render::forecast as render;
use crate::render::problem::Style;
use crate::text::fill;

/// Runs the command.
#[must_use]
pub fn run(args: &ForecastArgs, context: Context<'_>) -> Exit {
    look_ahead(args, context).unwrap_or_else(Exit::failed)
}

fn look_ahead(args: &ForecastArgs, context: Context<'_>) -> Result<Exit, String> {
    let style = context.style;
    let asked = Asked { rules: &args.own.own_rules, as_of: args.as_of.as_deref(), ..Asked::default() };
    let Setup { all, set, as_of } = Setup::new(asked, context)?;
    let until = args.until.as_deref().map(|until| date(Some(until), context)).transpose()?;
    let until = until.unwrap_or_else(|| as_of.saturating_add(1.year()));
    if until <= as_of {
        let values = [("date", until.to_string()), ("as_of", as_of.to_string())];
        let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
        return Err(fill(style.language.texts().forecast_past, &values));
    }
    let deviations = deviations(args.accepted.as_deref(), &all, context)?;
    let source = open(&args.file, &shown(&args.file), style)?;
    let record = read(&source).map_err(|problems| complaints(&problems, &source, style))?;
    let forecast = forecast(&Audit::new(&set, as_of), &record, &deviations, until);
    let printed = Printed { forecast: &forecast, separator: separator(args.separator, context.config).value };
    let mut exit = deliver(&printed, args.format, &args.output, style)?;
    if forecast.events.is_empty() && args.format == Some(ForecastFormat::Ics) && args.output.is_empty() {
        // An empty calendar says nothing to a reader.
        exit.messages = render::heading(&forecast, style.language.texts());
    }
    Ok(exit)
}

struct Printed<'a> {
    forecast: &'a Forecast<'a>,
    separator: Separator,
}

impl Formats for ForecastFormat {
    const SCREEN: Self = Self::Terminal;
    const ENDINGS: &'static [(&'static str, Self)] = &[
        ("txt", Self::Terminal),
        ("json", Self::Json),
        ("md", Self::Markdown),
        ("csv", Self::Csv),
        ("ics", Self::Ics),
    ];
}

impl Printer for Printed<'_> {
    type Format = ForecastFormat;

    fn summary(&self, style: Style) -> String {
        render::heading(self.forecast, style.language.texts())
    }

    fn inputs(&self) -> Vec<&str> {
        vec![self.forecast.input.name.as_str()]
    }

    fn print(&self, format: ForecastFormat, style: Style) -> Result<Vec<u8>, String> {
        let (forecast, language) = (self.forecast, style.language);
        Ok(match format {
            ForecastFormat::Terminal => render::terminal(forecast, style).into_bytes(),
            ForecastFormat::Json => render::json::render(forecast, language).into_bytes(),
            ForecastFormat::Markdown => render::markdown(forecast, language).into_bytes(),
            ForecastFormat::Csv => render::csv(forecast, language, self.separator.byte()),
            ForecastFormat::Ics => render::ics::render(forecast, language).into_bytes(),
        })
    }
}
