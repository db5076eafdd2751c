//! The abstract syntax tree of a layout, walked once: includes, calls of our functions, comparisons of texts.
//!
//! MiniJinja promises nothing about this tree from version to version; its version is pinned and this is
//! the only file that knows it.

use minijinja::Error;
use minijinja::machinery::ast::{self, BinOpKind, CallArg, CompareOpKind, Expr, Stmt};
use minijinja::machinery::{Span as AstSpan, parse};
use minijinja::syntax::SyntaxConfig;

use super::{Call, Include};
use crate::text::Span;

/// The functions whose calls are kept.
const FUNCTIONS: [&str; 8] = ["t", "markup", "has_message", "menu", "url_for", "asset", "fragment", "head"];
/// The functions that give a translated text.
const TEXTS: [&str; 2] = ["t", "markup"];
/// The fields that hold a translated text.
const TEXT_FIELDS: [&str; 3] = ["title", "summary", "content"];

/// A first argument with more branches than this counts as computed.
const MOST_NAMES: usize = 64;

/// What a layout holds.
#[derive(Default)]
pub struct Found {
    pub includes: Vec<Include>,
    pub dynamic: bool,
    pub calls: Vec<Call>,
    pub comparisons: Vec<Span>,
    /// Variables that were set to a translated text somewhere in this layout.
    texts: Vec<String>,
}

/// Parses the text and walks it.
pub fn walk(text: &str, name: &str) -> Result<Found, Error> {
    let tree = parse(text, name, SyntaxConfig::default())?;
    let mut found = Found::default();
    found.statement(&tree);
    Ok(found)
}

impl Found {
    fn statements(&mut self, list: &[Stmt<'_>]) {
        list.iter().for_each(|statement| self.statement(statement));
    }

    fn statement(&mut self, statement: &Stmt<'_>) {
        match statement {
            Stmt::Template(node) => self.statements(&node.children),
            Stmt::EmitExpr(node) => self.expression(&node.expr),
            Stmt::ForLoop(node) => {
                self.expressions([Some(&node.iter), node.filter_expr.as_ref()].into_iter().flatten());
                self.statements(&node.body);
                self.statements(&node.else_body);
            }
            Stmt::IfCond(node) => {
                self.expression(&node.expr);
                self.statements(&node.true_body);
                self.statements(&node.false_body);
            }
            Stmt::WithBlock(node) => {
                node.assignments.iter().for_each(|(target, value)| self.assignment(target, value));
                self.statements(&node.body);
            }
            Stmt::Set(node) => self.assignment(&node.target, &node.expr),
            Stmt::SetBlock(node) => {
                self.expressions(node.filter.iter());
                self.statements(&node.body);
            }
            Stmt::AutoEscape(node) => self.statements(&node.body),
            Stmt::FilterBlock(node) => {
                self.expression(&node.filter);
                self.statements(&node.body);
            }
            Stmt::Block(node) => self.statements(&node.body),
            Stmt::Extends(node) => self.include(&node.name),
            Stmt::Include(node) => self.include(&node.name),
            Stmt::Import(node) => self.include(&node.expr),
            Stmt::FromImport(node) => self.include(&node.expr),
            Stmt::Macro(node) => self.macro_body(node),
            Stmt::CallBlock(node) => {
                self.call(&node.call, span_of(node.call_expr_span));
                self.macro_body(&node.macro_decl);
            }
            Stmt::Do(node) => self.call(&node.call, span_of(node.call.span())),
            Stmt::EmitRaw(_) | Stmt::Continue(_) | Stmt::Break(_) => {}
        }
    }

    fn macro_body(&mut self, node: &ast::Macro<'_>) {
        self.expressions(node.defaults.iter());
        self.statements(&node.body);
    }

    fn assignment(&mut self, target: &Expr<'_>, value: &Expr<'_>) {
        self.expression(value);
        if let Expr::Var(variable) = target
            && self.is_text(value)
        {
            self.texts.push(variable.id.to_owned());
        }
    }

    fn include(&mut self, name: &Expr<'_>) {
        self.expression(name);
        let Some(constant) = name.as_const() else {
            self.dynamic = true;
            return;
        };
        let span = span_of(name.span());
        let mut add = |name: &str| self.includes.push(Include { name: name.to_owned(), span });
        match constant.as_str() {
            Some(name) => add(name),
            // A list of candidates: the first that exists is taken, so all of them count.
            None => constant
                .try_iter()
                .into_iter()
                .flatten()
                .filter_map(|item| item.as_str().map(str::to_owned))
                .for_each(|name| add(&name)),
        }
    }

    fn expressions<'e, 's: 'e>(&mut self, list: impl Iterator<Item = &'e Expr<'s>>) {
        list.for_each(|expression| self.expression(expression));
    }

    fn expression(&mut self, expression: &Expr<'_>) {
        match expression {
            Expr::Var(_) | Expr::Const(_) => {}
            Expr::Slice(node) => {
                self.expression(&node.expr);
                self.expressions([&node.start, &node.stop, &node.step].into_iter().flatten());
            }
            Expr::UnaryOp(node) => self.expression(&node.expr),
            Expr::BinOp(node) => self.operation(node, span_of(expression.span())),
            Expr::Compare(node) => self.comparison(node, span_of(expression.span())),
            Expr::IfExpr(node) => {
                self.expressions([&node.test_expr, &node.true_expr].into_iter());
                self.expressions(node.false_expr.iter());
            }
            Expr::Filter(node) => self.filter(node, span_of(expression.span())),
            Expr::Test(node) => {
                self.expression(&node.expr);
                self.arguments(&node.args);
                if matches!(node.name, "eq" | "equalto" | "==" | "ne" | "!=" | "in") && self.is_text(&node.expr) {
                    self.comparisons.push(span_of(expression.span()));
                }
            }
            Expr::GetAttr(node) => self.expression(&node.expr),
            Expr::GetItem(node) => self.expressions([&node.expr, &node.subscript_expr].into_iter()),
            Expr::Call(node) => self.call(node, span_of(expression.span())),
            Expr::List(node) => self.expressions(node.items.iter()),
            Expr::Tuple(node) => self.expressions(node.items.iter()),
            Expr::Map(node) => self.expressions(node.keys.iter().chain(&node.values)),
        }
    }

    fn operation(&mut self, node: &ast::BinOp<'_>, span: Span) {
        self.expressions([&node.left, &node.right].into_iter());
        let compares = matches!(node.op, BinOpKind::Eq | BinOpKind::Ne | BinOpKind::In);
        if compares && (self.is_text(&node.left) || self.is_text(&node.right)) {
            self.comparisons.push(span);
        }
    }

    /// A chain of comparisons (`a == b == c`).
    fn comparison(&mut self, node: &ast::Compare<'_>, span: Span) {
        self.expression(&node.expr);
        self.expressions(node.ops.iter().map(|op| &op.expr));
        let text = self.is_text(&node.expr) || node.ops.iter().any(|op| self.is_text(&op.expr));
        if text && node.ops.iter().any(|op| !matches!(op.op, CompareOpKind::Lt | CompareOpKind::Gt)) {
            self.comparisons.push(span);
        }
    }

    fn filter(&mut self, node: &ast::Filter<'_>, span: Span) {
        self.expressions(node.expr.iter());
        self.arguments(&node.args);
        if FUNCTIONS.contains(&node.name) {
            self.add_call(node.name, node.expr.as_ref(), &node.args, span);
        }
    }

    fn call(&mut self, node: &ast::Call<'_>, span: Span) {
        if let Expr::Var(function) = &node.expr
            && FUNCTIONS.contains(&function.id)
        {
            let first = node.args.iter().find_map(|argument| match argument {
                CallArg::Pos(expression) => Some(expression),
                _ => None,
            });
            self.add_call(function.id, first, &node.args, span);
        }
        self.expression(&node.expr);
        self.arguments(&node.args);
    }

    fn add_call(&mut self, function: &str, first: Option<&Expr<'_>>, arguments: &[CallArg<'_>], span: Span) {
        self.calls.push(Call {
            function: function.to_owned(),
            constant: first.and_then(constant_string),
            names: first.map_or_else(Vec::new, names),
            keywords: keywords(arguments),
            fallback: keyword(arguments, "fallback").map_or_else(Vec::new, names),
            links: keyword(arguments, "links").map_or(Some(Vec::new()), keys),
            span,
        });
    }

    fn arguments(&mut self, arguments: &[CallArg<'_>]) {
        for argument in arguments {
            match argument {
                CallArg::Pos(expression)
                | CallArg::Kwarg(_, expression)
                | CallArg::PosSplat(expression)
                | CallArg::KwargSplat(expression) => self.expression(expression),
            }
        }
    }

    fn is_text(&self, expression: &Expr<'_>) -> bool {
        match expression {
            Expr::Call(node) => matches!(&node.expr, Expr::Var(function) if TEXTS.contains(&function.id)),
            Expr::Filter(node) => TEXTS.contains(&node.name),
            Expr::Var(variable) => self.texts.iter().any(|text| text == variable.id),
            Expr::GetAttr(node) => TEXT_FIELDS.contains(&node.name),
            _ => false,
        }
    }
}

/// What a text can be: the constants of all its branches, with `*` for what is computed.
fn names(expression: &Expr<'_>) -> Vec<String> {
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
fn keys(expression: &Expr<'_>) -> Option<Vec<String>> {
    let Expr::Map(map) = expression else {
        let constant = expression.as_const()?;
        return constant.try_iter().ok()?.map(|key| key.as_str().map(str::to_owned)).collect();
    };
    map.keys.iter().map(constant_string).collect()
}

fn constant_string(expression: &Expr<'_>) -> Option<String> {
    expression.as_const()?.as_str().map(str::to_owned)
}

fn keyword<'e, 's>(arguments: &'e [CallArg<'s>], wanted: &str) -> Option<&'e Expr<'s>> {
    arguments.iter().find_map(|argument| match argument {
        CallArg::Kwarg(name, value) if *name == wanted => Some(value),
        _ => None,
    })
}

fn keywords(arguments: &[CallArg<'_>]) -> Option<Vec<String>> {
    if arguments.iter().any(|argument| matches!(argument, CallArg::KwargSplat(_))) {
        return None;
    }
    let names = arguments.iter().filter_map(|argument| match argument {
        CallArg::Kwarg(name, _) => Some((*name).to_owned()),
        _ => None,
    });
    Some(names.collect())
}

fn span_of(span: AstSpan) -> Span {
    Span { start: span.start_offset, end: span.end_offset }
}
