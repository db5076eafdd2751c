//! The expressions of a layout: in, each as the walk meets it; out, calls of our functions, comparisons of texts, names
//! that are read.

use minijinja::machinery::ast::{self, BinOpKind, CallArg, CompareOpKind, Expr};

use super::Call;
use super::constants::{constant_string, keys, keyword, keywords, names, span_of};
use super::reads::Need;
use super::walk::Found;
use crate::text::Span;

/// The functions whose calls are kept.
const FUNCTIONS: [&str; 8] = ["t", "markup", "has_message", "menu", "url_for", "asset", "fragment", "head"];
/// The functions that give a translated text.
const TEXTS: [&str; 2] = ["t", "markup"];
/// The fields that hold a translated text.
const TEXT_FIELDS: [&str; 3] = ["title", "summary", "content"];

impl Found {
    /// Walks these.
    pub fn expressions<'e, 's: 'e>(&mut self, list: impl Iterator<Item = &'e Expr<'s>>) {
        list.for_each(|expression| self.expression(expression));
    }

    /// Walks one.
    pub fn expression(&mut self, expression: &Expr<'_>) {
        match expression {
            Expr::Const(_) => {}
            Expr::Var(variable) => self.reads.read(variable.id, self.reads.need(), span_of(expression.span())),
            Expr::Slice(node) => {
                self.expression(&node.expr);
                self.expressions([&node.start, &node.stop, &node.step].into_iter().flatten());
            }
            Expr::UnaryOp(node) => self.expression(&node.expr),
            Expr::BinOp(node) => self.operation(node, span_of(expression.span())),
            Expr::Compare(node) => self.comparison(node, span_of(expression.span())),
            Expr::IfExpr(node) => {
                self.expression(&node.test_expr);
                self.branch(|found| found.expressions([&node.true_expr].into_iter().chain(&node.false_expr)));
            }
            Expr::Filter(node) => self.filter(node, span_of(expression.span())),
            Expr::Test(node) => self.test(node, span_of(expression.span())),
            Expr::GetAttr(node) => self.expression(&node.expr),
            Expr::GetItem(node) => self.expressions([&node.expr, &node.subscript_expr].into_iter()),
            Expr::Call(node) => self.call(node, span_of(expression.span())),
            Expr::List(node) => self.expressions(node.items.iter()),
            Expr::Tuple(node) => self.expressions(node.items.iter()),
            Expr::Map(node) => self.expressions(node.keys.iter().chain(&node.values)),
        }
    }

    fn test(&mut self, node: &ast::Test<'_>, span: Span) {
        self.subject(&node.expr, matches!(node.name, "defined" | "undefined"));
        self.arguments(&node.args);
        if matches!(node.name, "eq" | "equalto" | "==" | "ne" | "!=" | "in") && self.is_text(&node.expr) {
            self.comparisons.push(span);
        }
    }

    /// What a test or filter is applied to; `may_miss` says that it need not be there.
    fn subject(&mut self, expression: &Expr<'_>, may_miss: bool) {
        match expression {
            Expr::Var(variable) if may_miss => self.reads.read(variable.id, Need::Optional, span_of(expression.span())),
            _ => self.expression(expression),
        }
    }

    fn operation(&mut self, node: &ast::BinOp<'_>, span: Span) {
        self.expression(&node.left);
        match node.op {
            BinOpKind::ScAnd | BinOpKind::ScOr => self.branch(|found| found.expression(&node.right)),
            _ => self.expression(&node.right),
        }
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
        node.expr.iter().for_each(|expression| self.subject(expression, matches!(node.name, "default" | "d")));
        self.arguments(&node.args);
        if FUNCTIONS.contains(&node.name) {
            self.add_call(node.name, node.expr.as_ref(), &node.args, span);
        }
    }

    /// Walks a call.
    pub fn call(&mut self, node: &ast::Call<'_>, span: Span) {
        if let Expr::Var(function) = &node.expr
            && FUNCTIONS.contains(&function.id)
        {
            let first = node.args.iter().find_map(|argument| match argument {
                CallArg::Pos(expression) => Some(expression),
                _ => None,
            });
            self.add_call(function.id, first, &node.args, span);
        }
        // What is called is a function or a macro, never a value that someone gives.
        if !matches!(node.expr, Expr::Var(_)) {
            self.expression(&node.expr);
        }
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

    /// Whether it gives a translated text.
    pub fn is_text(&self, expression: &Expr<'_>) -> bool {
        match expression {
            Expr::Call(node) => matches!(&node.expr, Expr::Var(function) if TEXTS.contains(&function.id)),
            Expr::Filter(node) => TEXTS.contains(&node.name),
            Expr::Var(variable) => self.texts.iter().any(|text| text == variable.id),
            Expr::GetAttr(node) => TEXT_FIELDS.contains(&node.name),
            _ => false,
        }
    }
}
