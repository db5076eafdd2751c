//! What expressions of a layout are known to be before any page is made: in, expressions; out, constants and patterns.

use minijinja::machinery::Span as AstSpan;
use minijinja::machinery::ast::{BinOpKind, CallArg, Expr};

use crate::text::Span;

/// A first argument with more branches than this counts as computed.
const MOST_NAMES: usize = 64;

/// What a text can be: the constants of all its branches, with `*` for what is computed.
pub fn names(expression: &Expr<'_>) -> Vec<String> {
    let anything = || vec!["*".to_owned()];
    if let Some(constant) = expression.as_const() {
        return constant.as_str().map(str::to_owned).into_iter().collect();
    }
    match expression {
        Expr::IfExpr(node) => {
            let otherwise = node.false_expr.as_ref().map_or_else(Vec::new, names);
            names(&node.true_expr).into_iter().chain(otherwise).collect()
        }
        Expr::BinOp(node) if matches!(node.op, BinOpKind::Concat | BinOpKind::Add) => {
            let (left, right) = (names(&node.left), names(&node.right));
            if left.len() * right.len() > MOST_NAMES {
                return anything();
            }
            let joined = left.iter().flat_map(|left| right.iter().map(move |right| format!("{left}{right}")));
            joined.map(|name| name.replace("**", "*")).collect()
        }
        _ => anything(),
    }
}

/// The constant keys of a map; `None` when they, or the map, are computed.
pub fn keys(expression: &Expr<'_>) -> Option<Vec<String>> {
    let Expr::Map(map) = expression else {
        let constant = expression.as_const()?;
        return constant.try_iter().ok()?.map(|key| key.as_str().map(str::to_owned)).collect();
    };
    map.keys.iter().map(constant_string).collect()
}

/// A text that stands in the layout as it is.
pub fn constant_string(expression: &Expr<'_>) -> Option<String> {
    expression.as_const()?.as_str().map(str::to_owned)
}

/// The value of this keyword argument.
pub fn keyword<'e, 's>(arguments: &'e [CallArg<'s>], wanted: &str) -> Option<&'e Expr<'s>> {
    arguments.iter().find_map(|argument| match argument {
        CallArg::Kwarg(name, value) if *name == wanted => Some(value),
        _ => None,
    })
}

/// The names of the keyword arguments; `None` when some are computed (`**options`).
pub fn keywords(arguments: &[CallArg<'_>]) -> Option<Vec<String>> {
    if arguments.iter().any(|argument| matches!(argument, CallArg::KwargSplat(_))) {
        return None;
    }
    let names = arguments.iter().filter_map(|argument| match argument {
        CallArg::Kwarg(name, _) => Some((*name).to_owned()),
        _ => None,
    });
    Some(names.collect())
}

/// Where a part of the tree stands.
pub fn span_of(span: AstSpan) -> Span {
    Span { start: span.start_offset, end: span.end_offset }
}
