//! Conditions: `and`, `or`, `if`, `or else`.

use super::{EvalError, Evaluator};
use crate::Value;
use crate::ast::Node;

impl<'a> Evaluator<'a, '_, '_> {
    /// Whether something holds; `None` in the kind mode when it is neither yes nor no.
    pub(super) fn truth(&mut self, node: &'a Node) -> Result<Option<bool>, EvalError> {
        match self.value(node)? {
            Value::Boolean(truth) => Ok(Some(truth)),
            other => {
                let error = self.wrong_type(node, &other, "a yes or no");
                if !self.is_kind() {
                    return Err(error);
                }
                if !other.is_null() {
                    self.state.note(error);
                }
                Ok(None)
            }
        }
    }

    /// False as soon as one is false; null when none is but one is neither.
    pub(super) fn all(&mut self, parts: &'a [Node]) -> Result<Value, EvalError> {
        let mut result = Value::Boolean(true);
        for part in parts {
            match self.truth(part)? {
                Some(true) => {}
                Some(false) => return Ok(Value::Boolean(false)),
                None => result = Value::Null,
            }
        }
        Ok(result)
    }

    pub(super) fn any(&mut self, parts: &'a [Node]) -> Result<Value, EvalError> {
        let mut result = Value::Boolean(false);
        for part in parts {
            match self.truth(part)? {
                Some(true) => return Ok(Value::Boolean(true)),
                Some(false) => {}
                None => result = Value::Null,
            }
        }
        Ok(result)
    }

    pub(super) fn or_else(&mut self, parts: &'a [Node]) -> Result<Value, EvalError> {
        let Some((last, earlier)) = parts.split_last() else {
            return Ok(Value::Null);
        };
        for part in earlier {
            match self.value(part) {
                Ok(Value::Null) => {}
                Err(error) if error.kind.is_recoverable() => {}
                result => return result,
            }
        }
        self.value(last)
    }

    pub(super) fn condition(
        &mut self,
        branches: &'a [(Node, Node)],
        otherwise: &'a Node,
    ) -> Result<Value, EvalError> {
        for (condition, then) in branches {
            if self.truth(condition)? == Some(true) {
                return self.value(then);
            }
        }
        self.value(otherwise)
    }
}
