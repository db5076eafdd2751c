//! What NUMBER() and DATETIME() take: in, a call as written; out, what is wrong with it, before it ever runs.

use fluent_syntax::ast::{CallArguments, InlineExpression, NamedArgument};

use super::datetime::DateStyle;
use super::number::MOST_DIGITS;
use super::runtime::FUNCTIONS;
use crate::diagnostic::Code;
use crate::diagnostic::codes::locales as codes;
use crate::text::nearest;

const DIGITS: [&str; 5] = [
    "minimumIntegerDigits",
    "minimumFractionDigits",
    "maximumFractionDigits",
    "minimumSignificantDigits",
    "maximumSignificantDigits",
];
const NUMBER_OPTIONS: [&str; 7] = [DIGITS[0], DIGITS[1], DIGITS[2], DIGITS[3], DIGITS[4], "useGrouping", "type"];
const DATE_OPTIONS: [&str; 5] = ["dateStyle", "weekday", "year", "month", "day"];

/// Something wrong with a call; `at` is the slice to point at.
pub struct Finding<'s> {
    /// What kind.
    pub code: Code,
    /// The slice of the source that it is about.
    pub at: &'s str,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: String,
}

/// What is wrong with a call of `name`.
pub fn check<'s>(name: &'s str, arguments: &CallArguments<&'s str>) -> Vec<Finding<'s>> {
    let finding = |message, hint| Finding { code: codes::FUNCTION_ERROR, at: name, message, hint };
    let known: &[&str] = match name {
        "NUMBER" => &NUMBER_OPTIONS,
        "DATETIME" => &DATE_OPTIONS,
        _ => {
            let hint = nearest(name, FUNCTIONS).map_or_else(
                || "there are NUMBER() and DATETIME()".to_owned(),
                |near| format!("did you mean {near}()?"),
            );
            return vec![finding(format!("there is no function `{name}()`"), hint)];
        }
    };
    let mut findings = Vec::new();
    if arguments.positional.len() != 1 {
        let hint = format!("write {name}($value)");
        findings.push(finding(format!("`{name}()` takes one value, here are {}", arguments.positional.len()), hint));
    }
    findings.extend(arguments.named.iter().filter_map(|argument| check_option(name, known, argument)));
    findings
}

fn check_option<'s>(function: &str, known: &[&str], argument: &NamedArgument<&'s str>) -> Option<Finding<'s>> {
    let (option, at) = (argument.name.name, argument.name.name);
    if !known.contains(&option) {
        let hint = nearest(option, known.iter().copied())
            .map_or_else(|| format!("it takes {}", known.join(", ")), |near| format!("did you mean `{near}`?"));
        let message = format!("`{function}()` has no option `{option}`");
        return Some(Finding { code: codes::FUNCTION_ERROR, at, message, hint });
    }
    let (InlineExpression::StringLiteral { value } | InlineExpression::NumberLiteral { value }) = argument.value else {
        return None;
    };
    if DIGITS.contains(&option) {
        let number = value.parse::<f64>().ok();
        if number.is_some_and(|number| number > f64::from(MOST_DIGITS)) {
            let message = format!("`{option}: {value}` asks for more than {MOST_DIGITS} digits");
            return Some(Finding { code: codes::TOO_LONG, at: value, message, hint: "ask for fewer".to_owned() });
        }
        let whole = number.is_some_and(|number| number >= 0.0 && number.fract() == 0.0);
        return (!whole).then(|| wrong(option, value, "a whole number from 0 to 20"));
    }
    let (fits, wanted) = match option {
        "dateStyle" => (DateStyle::parse(value).is_some(), "\"short\", \"medium\", \"long\" or \"full\""),
        "type" => (matches!(value, "cardinal" | "ordinal"), "\"cardinal\" or \"ordinal\""),
        _ => (true, ""),
    };
    (!fits).then(|| wrong(option, value, wanted))
}

fn wrong<'s>(option: &str, value: &'s str, wanted: &str) -> Finding<'s> {
    let message = format!("`{option}` cannot be `{value}`");
    Finding { code: codes::FUNCTION_ERROR, at: value, message, hint: format!("give it {wanted}") }
}
