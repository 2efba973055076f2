//! For a calendar (RFC 5545): each change as an event that lasts all day. The same change has the
//! same id from one forecast to the next, so that a calendar moves it instead of adding another.
//!
//! The format is written here: the crate that is in common use (`icalendar` 0.17) breaks lines one
//! octet too late, reads the clock and draws ids unless told otherwise, and brings fifteen crates.
//! A test reads the result back with a parser.

use std::collections::HashMap;

use jiff::civil::{Date, date};
use jiff::{Span, Unit};

use super::{change, next, reasons, turning};
use crate::forecast::{Event, Forecast, Turning};
use crate::render::plain::one_line;
use crate::render::words;
use crate::text::{Language, fill};

/// A line is folded before it has more octets than this.
const WIDTH: usize = 75;

/// A calendar must hold something (RFC 5545, 3.6), and a time zone is what no program shows: one that
/// subscribes to the file finds it empty and takes its old events out.
const UTC: [&str; 8] = [
    "BEGIN:VTIMEZONE",
    "TZID:Etc/UTC",
    "BEGIN:STANDARD",
    "DTSTART:19700101T000000",
    "TZOFFSETFROM:+0000",
    "TZOFFSETTO:+0000",
    "END:STANDARD",
    "END:VTIMEZONE",
];

/// The changes as a calendar.
#[must_use]
pub fn render(forecast: &Forecast<'_>, language: Language) -> String {
    let texts = language.texts();
    let name = forecast.organisation.name.as_deref().unwrap_or(texts.unnamed);
    let product = format!("-//medvirk//medvirk {}//{}", env!("CARGO_PKG_VERSION"), language.code().to_uppercase());
    let mut lines = vec![
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        format!("PRODID:{product}"),
        "CALSCALE:GREGORIAN".to_owned(),
        "METHOD:PUBLISH".to_owned(),
        format!("X-WR-CALNAME:{}", escape(&fill(texts.forecast_calendar, &[("organisation", name)]))),
    ];
    let mut seen: HashMap<String, usize> = HashMap::new();
    for event in &forecast.events {
        entry(forecast, event, &mut seen, language, &mut lines);
    }
    if forecast.events.is_empty() {
        lines.extend(UTC.map(str::to_owned));
    }
    lines.push("END:VCALENDAR".to_owned());
    lines.iter().map(|line| fold(line)).collect()
}

fn entry(
    forecast: &Forecast<'_>,
    event: &Event,
    seen: &mut HashMap<String, usize>,
    language: Language,
    lines: &mut Vec<String>,
) {
    let texts = language.texts();
    let rule = &forecast.set.rules[event.after.rule];
    let mut about = vec![forecast.organisation.name.as_deref().unwrap_or(texts.unnamed).to_owned()];
    about.extend(words::subject(&event.after));
    about.push(format!("{}: {}", words::capital(words::force(rule.force, texts)), change(event, texts)));
    about.extend(reasons(forecast, event, language));
    about.extend(next(forecast, event, language));
    about.push(format!("[{}] {}", rule.id, forecast.input.name));
    let about: Vec<String> = about.iter().map(|line| escape(line)).collect();
    let end = event.day.tomorrow().unwrap_or(event.day);
    let stamp = format!("{}T000000Z", compact(forecast.as_of));
    let summary = format!("{}: {}", words::capital(turning(event.turn, texts)), rule.told.title.get(language));
    lines.extend([
        "BEGIN:VEVENT".to_owned(),
        format!("UID:{}", id(event, seen)),
        format!("DTSTAMP:{stamp}"),
        format!("LAST-MODIFIED:{stamp}"),
        format!("SEQUENCE:{}", sequence(forecast.as_of)),
        format!("DTSTART;VALUE=DATE:{}", compact(event.day)),
        format!("DTEND;VALUE=DATE:{}", compact(end)),
        format!("SUMMARY:{}", escape(&summary)),
        format!("DESCRIPTION:{}", about.join("\\n")),
        format!("CATEGORIES:{}", escape(words::force(rule.force, texts))),
        "TRANSP:TRANSPARENT".to_owned(),
        "END:VEVENT".to_owned(),
    ]);
}

/// A text on one line; what has a meaning in the format is marked as text.
fn escape(text: &str) -> String {
    one_line(text).replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,")
}

/// A line with its end, broken where it is long: between characters, and not beside a space, which
/// some programs drop there.
fn fold(line: &str) -> String {
    let (mut folded, mut rest, mut room) = (String::with_capacity(line.len() + line.len() / 30), line, WIDTH);
    while rest.len() > room {
        let inside = |end: &usize| rest.is_char_boundary(*end);
        let apart = |end: &usize| !rest[..*end].ends_with(' ') && !rest[*end..].starts_with(' ');
        let ends = || (1..=room).rev().filter(inside);
        let end = ends().find(apart).or_else(|| ends().next()).unwrap_or(rest.len());
        folded.push_str(&rest[..end]);
        folded.push_str("\r\n ");
        (rest, room) = (&rest[end..], WIDTH - 1);
    }
    folded + rest + "\r\n"
}

/// The outcome and what happens to it; counted where the same happens again.
fn id(event: &Event, seen: &mut HashMap<String, usize>) -> String {
    let before = event.before.as_ref().map_or("none", |before| before.status.name());
    let change = match event.turn {
        Turning::DeviationEnds => event.turn.name().to_owned(),
        _ => format!("{before}-to-{}", event.after.status.name()),
    };
    let known = format!("{}-{change}", event.after.fingerprint);
    let times = seen.entry(known.clone()).and_modify(|times| *times += 1).or_insert(1);
    if *times == 1 { format!("{known}@medvirk") } else { format!("{known}-{times}@medvirk") }
}

/// Later forecasts go before earlier ones.
fn sequence(as_of: Date) -> i32 {
    let days = date(2000, 1, 1).until((Unit::Day, as_of)).map_or(0, |span: Span| span.get_days());
    days.max(0)
}

fn compact(day: Date) -> String {
    day.strftime("%Y%m%d").to_string()
}
