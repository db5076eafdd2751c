//! JSON for programs.

use serde_json::Value;

/// The value with two spaces of indentation.
pub fn pretty(value: &Value) -> String {
    serde_json::to_string_pretty(value).unwrap_or_else(|_| value.to_string())
}
