//! Checks calls of built-in functions.

use super::{Checker, FindingKind, literal_text};
use crate::ast::{Arguments, Name, Node};
use crate::builtin;
use crate::evaluate::{ErrorKind, choose, unknown_function, wrong_count};
use crate::nearest::nearest;
use crate::{EvalContext, Evaluation, Mode, Span, Timestamp, Type, Value, Zone};

/// Functions that read a text: with a literal text, what comes out is known while drawing.
const READERS: &[&str] = &["date", "time", "date and time", "duration", "number"];

impl<'a> Checker<'a> {
    pub(super) fn call(&mut self, name: &'a Name, arguments: &'a Arguments, span: Span) -> Type {
        let candidates = builtin::find(&name.text);
        if let Some(of) = self.known(&name.text) {
            if let Type::Function { .. } = of {
                return self.call_of(of, arguments, span);
            }
            if candidates.is_empty() {
                self.infer_all(arguments);
                return Type::Any;
            }
        }
        if candidates.is_empty() {
            let kind = FindingKind::UnknownFunction {
                name: name.text.clone(),
                nearest: nearest(&name.text, builtin::names()).map(str::to_owned),
            };
            self.report(name.span, unknown_function(&name.text), kind);
            self.infer_all(arguments);
            return Type::Any;
        }
        let (function, nodes) = match choose(candidates, arguments) {
            Ok(chosen) => chosen,
            Err(message) => {
                // What is still being written is reported by the parser.
                if !arguments.nodes().any(Node::is_hole) {
                    self.report(span, message, FindingKind::WrongArguments);
                }
                self.infer_all(arguments);
                return Type::Any;
            }
        };
        let mut first = None;
        for (index, node) in nodes.iter().enumerate() {
            let Some(node) = node else { continue };
            let given = self.infer(node);
            let takes = function.takes(index);
            if !takes.may_accept(&given) {
                let message = format!(
                    "{} is {given}, and {} is needed here.",
                    self.describe(node),
                    takes.in_words()
                );
                self.report(node.span, message, FindingKind::TypeMismatch);
            }
            if index == 0 {
                first = Some(given);
            }
        }
        if let ([Some(node)], true) = (nodes.as_slice(), READERS.contains(&name.text.as_str()))
            && let Some(text) = literal_text(node)
        {
            return self.reader(function, text, node.span);
        }
        function.gives.type_for(first.as_ref())
    }

    /// A call of a function whose type is known; of anything else nothing is known.
    pub(super) fn call_of(&mut self, of: Type, arguments: &'a Arguments, span: Span) -> Type {
        let Type::Function { parameters, gives } = of else {
            self.infer_all(arguments);
            return Type::Any;
        };
        let Arguments::Positional(nodes) = arguments else {
            self.infer_all(arguments);
            return *gives;
        };
        if nodes.len() != parameters.len() {
            let message = wrong_count(parameters.len(), nodes.len());
            self.report(span, message, FindingKind::WrongArguments);
        }
        for (index, node) in nodes.iter().enumerate() {
            let given = self.infer(node);
            let Some(wanted) = parameters.get(index) else {
                continue;
            };
            // One value stands for a list of it, a list of one value for that value.
            let (item, single) = (item_of(&given), item_of(wanted));
            if !given.may_be(wanted) && !item.may_be(wanted) && !given.may_be(single) {
                let message = format!(
                    "{} is {given}, and {wanted} is needed here.",
                    self.describe(node)
                );
                self.report(node.span, message, FindingKind::TypeMismatch);
            }
        }
        *gives
    }

    /// Runs a function that depends on nothing but a text that stands in the expression.
    fn reader(&mut self, function: &builtin::Form, text: &str, span: Span) -> Type {
        let context = EvalContext::new(Timestamp(0), Zone::Utc);
        let mut state = Evaluation::new(&context, Mode::Strict);
        let mut call = builtin::Call {
            values: vec![Value::from(text)],
            context: &context,
            state: &mut state,
        };
        match (function.run)(&mut call) {
            Ok(value) => Type::of(&value),
            Err(failure) => {
                if failure.kind == ErrorKind::Unreadable {
                    self.report(span, failure.reason, FindingKind::Unreadable);
                }
                function.gives.type_for(Some(&Type::String))
            }
        }
    }

    /// Arguments of a call that is wrong already may be wrong themselves, too.
    pub(super) fn infer_all(&mut self, arguments: &'a Arguments) {
        for node in arguments.nodes() {
            self.infer(node);
        }
    }
}

fn item_of(of: &Type) -> &Type {
    match of {
        Type::List(item) => item,
        other => other,
    }
}
