//! The statements of a layout, walked once: in, its text; out, what it includes, calls, compares and reads.
//!
//! MiniJinja promises nothing about its tree from version to version; its version is pinned, and this file,
//! `expressions.rs` and `constants.rs` are the only ones that know the tree (`guard.rs` knows the tokens).

use minijinja::Error;
use minijinja::machinery::ast::{self, Expr, Stmt};
use minijinja::machinery::parse;
use minijinja::syntax::SyntaxConfig;

use super::constants::span_of;
use super::reads::{Need, Reads};
use super::{Call, Include};
use crate::text::Span;

/// What a layout holds.
#[derive(Default)]
pub struct Found {
    pub includes: Vec<Include>,
    pub dynamic: bool,
    pub calls: Vec<Call>,
    pub comparisons: Vec<Span>,
    /// Variables that were set to a translated text somewhere in this layout.
    pub texts: Vec<String>,
    pub reads: Reads,
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
                self.expression(&node.iter);
                self.branch(|found| found.loop_body(node));
            }
            Stmt::IfCond(node) => {
                self.expression(&node.expr);
                self.branch(|found| {
                    found.statements(&node.true_body);
                    found.statements(&node.false_body);
                });
            }
            Stmt::WithBlock(node) => {
                self.reads.open(&[]);
                node.assignments.iter().for_each(|(target, value)| self.assignment(target, value));
                self.statements(&node.body);
                self.reads.close();
            }
            Stmt::Set(node) => self.assignment(&node.target, &node.expr),
            Stmt::SetBlock(node) => {
                self.expressions(node.filter.iter());
                self.scope(&[], &node.body);
                self.target(&node.target);
            }
            Stmt::AutoEscape(node) => self.statements(&node.body),
            Stmt::FilterBlock(node) => {
                self.expression(&node.filter);
                self.statements(&node.body);
            }
            Stmt::Block(node) => self.scope(&["super"], &node.body),
            // Its blocks may be replaced here.
            Stmt::Extends(node) => self.branch(|found| found.include(&node.name)),
            Stmt::Include(node) => self.include(&node.name),
            Stmt::Import(node) => {
                self.include(&node.expr);
                self.target(&node.name);
            }
            Stmt::FromImport(node) => {
                self.include(&node.expr);
                node.names.iter().for_each(|(name, alias)| self.target(alias.as_ref().unwrap_or(name)));
            }
            Stmt::Macro(node) => {
                self.reads.set(node.name);
                self.macro_body(node);
            }
            Stmt::CallBlock(node) => {
                self.call(&node.call, span_of(node.call_expr_span));
                self.macro_body(&node.macro_decl);
            }
            Stmt::Do(node) => self.call(&node.call, span_of(node.call.span())),
            Stmt::EmitRaw(_) | Stmt::Continue(_) | Stmt::Break(_) => {}
        }
    }

    fn macro_body(&mut self, node: &ast::Macro<'_>) {
        self.reads.open(&["caller"]);
        node.args.iter().for_each(|argument| self.target(argument));
        self.branch(|found| {
            found.expressions(node.defaults.iter());
            found.statements(&node.body);
        });
        self.reads.close();
    }

    fn loop_body(&mut self, node: &ast::ForLoop<'_>) {
        self.reads.open(&["loop"]);
        self.target(&node.target);
        self.expressions(node.filter_expr.iter());
        self.statements(&node.body);
        self.reads.close();
        self.statements(&node.else_body);
    }

    fn scope(&mut self, names: &[&str], body: &[Stmt<'_>]) {
        self.reads.open(names);
        self.statements(body);
        self.reads.close();
    }

    /// Walks what may never be reached.
    pub fn branch(&mut self, walk: impl FnOnce(&mut Self)) {
        self.reads.enter_branch();
        walk(self);
        self.reads.leave_branch();
    }

    /// What is set: a name, or several.
    fn target(&mut self, target: &Expr<'_>) {
        match target {
            Expr::Var(variable) => self.reads.set(variable.id),
            Expr::List(list) => list.items.iter().for_each(|item| self.target(item)),
            Expr::Tuple(tuple) => tuple.items.iter().for_each(|item| self.target(item)),
            // A field of something that must be there: `ns.found`.
            _ => self.expression(target),
        }
    }

    fn assignment(&mut self, target: &Expr<'_>, value: &Expr<'_>) {
        self.expression(value);
        if let Expr::Var(variable) = target
            && self.is_text(value)
        {
            self.texts.push(variable.id.to_owned());
        }
        self.target(target);
    }

    fn include(&mut self, name: &Expr<'_>) {
        self.expression(name);
        let Some(constant) = name.as_const() else {
            self.dynamic = true;
            return;
        };
        let span = span_of(name.span());
        let here = self.reads.need();
        let mut add = |name: &str, need| self.includes.push(Include { name: name.to_owned(), span, need });
        match constant.as_str() {
            Some(name) => add(name, here),
            // A list of candidates: the first that exists is taken, so all of them count.
            None => constant
                .try_iter()
                .into_iter()
                .flatten()
                .filter_map(|item| item.as_str().map(str::to_owned))
                .for_each(|name| add(&name, Need::Sometimes)),
        }
    }
}
