//! How far an argument of a call reaches: in, its syntax tree, which holds no positions; out, byte offsets of the text.

use fluent_syntax::ast::{Expression, Identifier, InlineExpression};

use super::source::Source;

/// From where to where an argument goes that may not be one. Its end is where brackets are balanced again
/// at a `,` or `)`.
pub fn extent(argument: &InlineExpression<&str>, source: &Source<'_>) -> Option<(usize, usize)> {
    let (first, before) = match argument {
        InlineExpression::MessageReference { id, .. } | InlineExpression::FunctionReference { id, .. } => (id.name, 0),
        InlineExpression::TermReference { id, .. } | InlineExpression::VariableReference { id } => (id.name, 1),
        InlineExpression::Placeable { expression } => return placeable_extent(expression, source),
        InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => return None,
    };
    let start = source.offset(first).checked_sub(before)?;
    Some((start, argument_end(source.text, start)))
}

fn placeable_extent(expression: &Expression<&str>, source: &Source<'_>) -> Option<(usize, usize)> {
    let mut expression = expression;
    let mut braces = 1;
    let inline = loop {
        let (Expression::Inline(inline) | Expression::Select { selector: inline, .. }) = expression;
        let InlineExpression::Placeable { expression: inner } = inline else { break inline };
        (expression, braces) = (inner, braces + 1);
    };
    let (InlineExpression::StringLiteral { value: first }
    | InlineExpression::NumberLiteral { value: first }
    | InlineExpression::MessageReference { id: Identifier { name: first }, .. }
    | InlineExpression::TermReference { id: Identifier { name: first }, .. }
    | InlineExpression::FunctionReference { id: Identifier { name: first }, .. }
    | InlineExpression::VariableReference { id: Identifier { name: first } }) = inline
    else {
        return None;
    };
    let (start, _) = source.text.get(..source.offset(first))?.rmatch_indices('{').nth(braces - 1)?;
    Some((start, argument_end(source.text, start)))
}

/// Where an argument ends that begins at `start`: at the next blank, comma or bracket outside its own brackets.
fn argument_end(text: &str, start: usize) -> usize {
    let (mut depth, mut literal, mut escaped) = (0_usize, false, false);
    let end = text.bytes().enumerate().skip(start).find(|(_, byte)| {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if literal => escaped = true,
            b'"' => literal = !literal,
            _ if literal => {}
            b'{' | b'(' => depth += 1,
            b'}' | b')' if depth > 0 => depth -= 1,
            b',' | b')' | b'}' | b' ' | b'\n' | b'\r' => return depth == 0,
            _ => {}
        }
        false
    });
    end.map_or(text.len(), |(at, _)| at)
}
