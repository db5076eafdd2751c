//! Dates as CLDR writes them: in, a day and a style; out, its text in one locale.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use icu_calendar::Iso;
use icu_datetime::fieldsets::builder::{DateFields, FieldSetBuilder};
use icu_datetime::fieldsets::enums::CompositeDateTimeFieldSet;
use icu_datetime::input::{DateTime, Time};
use icu_datetime::options::{Length, YearStyle};
use icu_datetime::{DateTimeFormatter, DateTimeFormatterPreferences};

use crate::text::Date;

/// CLDR's four lengths of a date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum DateStyle {
    /// `10/5/22`
    Short,
    /// `Oct 5, 2022`; what is printed unless told otherwise.
    #[default]
    Medium,
    /// `October 5, 2022`
    Long,
    /// `Wednesday, October 5, 2022`
    Full,
}

impl DateStyle {
    /// The style of this name: `short`, `medium`, `long`, `full`.
    pub fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "short" => Self::Short,
            "medium" => Self::Medium,
            "long" => Self::Long,
            "full" => Self::Full,
            _ => return None,
        })
    }
}

/// Which parts of a date to print, and how long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DateParts {
    /// The length of names and patterns; `Full` counts as `Long`.
    pub style: DateStyle,
    /// Print the weekday.
    pub weekday: bool,
    /// Print the year.
    pub year: bool,
    /// Print the month.
    pub month: bool,
    /// Print the day of the month.
    pub day: bool,
    /// Print all digits of the year, also where the pattern is short and has two.
    pub full_year: bool,
}

impl From<DateStyle> for DateParts {
    fn from(style: DateStyle) -> Self {
        Self { style, weekday: style == DateStyle::Full, year: true, month: true, day: true, full_year: false }
    }
}

impl DateParts {
    /// ICU's name for these parts; `None` for a combination that no calendar writes (weekday and year).
    pub fn fields(self) -> Option<DateFields> {
        Some(match (self.weekday, self.year, self.month, self.day) {
            (true, true, true, true) => DateFields::YMDE,
            (false, true, true, true) => DateFields::YMD,
            (true, false, true, true) => DateFields::MDE,
            (false, false, true, true) => DateFields::MD,
            (true, false, false, true) => DateFields::DE,
            (false, false, false, true) => DateFields::D,
            (true, false, false, false) => DateFields::E,
            (false, true, true, false) => DateFields::YM,
            (false, false, true, false) => DateFields::M,
            (false, true, false, false) => DateFields::Y,
            _ => return None,
        })
    }
}

type Formatter = DateTimeFormatter<CompositeDateTimeFieldSet>;

/// CLDR's date formatters of one locale, each loaded when first asked for.
pub struct Dates {
    preferences: DateTimeFormatterPreferences,
    loaded: Mutex<BTreeMap<DateParts, Option<Arc<Formatter>>>>,
}

impl Dates {
    /// Nothing is loaded yet.
    pub fn new(preferences: DateTimeFormatterPreferences) -> Self {
        Self { preferences, loaded: Mutex::default() }
    }

    /// The date in the locale's calendar and words. Parts that cannot stand together print as a medium date.
    pub fn format(&self, date: Date, parts: DateParts) -> String {
        let day = icu_calendar::Date::try_new_iso(i32::from(date.year()), date.month(), date.day());
        match (day, self.formatter(parts)) {
            (Ok(day), Some(formatter)) => written(&formatter, day),
            _ => date.to_string(),
        }
    }

    fn formatter(&self, parts: DateParts) -> Option<Arc<Formatter>> {
        let mut loaded = self.loaded.lock().unwrap_or_else(PoisonError::into_inner);
        loaded.entry(parts).or_insert_with(|| load(self.preferences, parts).map(Arc::new)).clone()
    }
}

fn written(formatter: &Formatter, day: icu_calendar::Date<Iso>) -> String {
    formatter.format(&DateTime { date: day, time: Time::start_of_day() }).to_string()
}

fn load(preferences: DateTimeFormatterPreferences, parts: DateParts) -> Option<Formatter> {
    let mut builder = FieldSetBuilder::new();
    builder.date_fields = Some(parts.fields().unwrap_or(DateFields::YMD));
    builder.length = Some(match parts.style {
        DateStyle::Short => Length::Short,
        DateStyle::Medium => Length::Medium,
        DateStyle::Long | DateStyle::Full => Length::Long,
    });
    if parts.full_year {
        builder.year_style = Some(YearStyle::Full);
    }
    DateTimeFormatter::try_new(preferences, builder.build_composite_datetime().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::{DateParts, DateStyle, Dates};
    use crate::text::Date;
    use icu_locale::Locale;

    const STYLES: [DateStyle; 4] = [DateStyle::Short, DateStyle::Medium, DateStyle::Long, DateStyle::Full];

    fn dates(locale: &str) -> Dates {
        Dates::new(locale.parse::<Locale>().unwrap().into())
    }

    #[test]
    fn prints_as_cldr_does() {
        for (locale, day, expected) in [
            ("en", "2022-10-05", ["10/5/22", "Oct 5, 2022", "October 5, 2022", "Wednesday, October 5, 2022"]),
            ("en", "2024-02-29", ["2/29/24", "Feb 29, 2024", "February 29, 2024", "Thursday, February 29, 2024"]),
            ("ja", "2022-10-05", ["2022/10/05", "2022/10/05", "2022年10月5日", "2022年10月5日水曜日"]),
            ("ja", "2024-02-29", ["2024/02/29", "2024/02/29", "2024年2月29日", "2024年2月29日木曜日"]),
            ("fr", "2022-10-05", ["05/10/2022", "5 oct. 2022", "5 octobre 2022", "mercredi 5 octobre 2022"]),
            ("fr", "2023-01-01", ["01/01/2023", "1 janv. 2023", "1 janvier 2023", "dimanche 1 janvier 2023"]),
            ("es", "2022-10-05", ["5/10/22", "5 oct 2022", "5 de octubre de 2022", "miércoles, 5 de octubre de 2022"]),
            ("es", "2024-02-29", ["29/2/24", "29 feb 2024", "29 de febrero de 2024", "jueves, 29 de febrero de 2024"]),
            ("de", "2022-10-05", ["05.10.22", "05.10.2022", "5. Oktober 2022", "Mittwoch, 5. Oktober 2022"]),
            ("de", "2024-02-29", ["29.02.24", "29.02.2024", "29. Februar 2024", "Donnerstag, 29. Februar 2024"]),
        ] {
            let (dates, day) = (dates(locale), Date::parse(day).unwrap());
            assert_eq!(STYLES.map(|style| dates.format(day, style.into())), expected, "{locale} {day}");
        }
    }

    #[test]
    fn prints_the_parts_that_are_asked_for() {
        let (dates, day) = (dates("en"), Date::parse("2022-10-05").unwrap());
        let none = DateParts {
            style: DateStyle::Long,
            weekday: false,
            year: false,
            month: false,
            day: false,
            full_year: false,
        };
        for (parts, expected) in [
            (DateParts { month: true, year: true, ..none }, "October 2022"),
            (DateParts { weekday: true, ..none }, "Wednesday"),
            (DateParts { month: true, day: true, ..none }, "October 5"),
            (DateParts { year: true, ..none }, "2022"),
            (DateParts { style: DateStyle::Short, full_year: true, ..DateStyle::Short.into() }, "10/5/2022"),
        ] {
            assert_eq!(dates.format(day, parts), expected);
        }
    }
}
