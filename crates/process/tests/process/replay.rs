//! Random processes, random paths. What must always hold is looked at by [`Case`] after every command: tokens are
//! conserved, the folded log is the state, both survive storing to the byte, nothing hangs.

mod choices;
mod random_path;
mod random_process;

use crate::support::build::*;
use crate::support::case::Case;
use choices::Choices;
use process::diagram::FieldKind;
use process::run::Status;
use process::{Definition, compile};
use proptest::prelude::*;

fn choices() -> impl Strategy<Value = Choices> {
    proptest::collection::vec(any::<u8>(), 0..300).prop_map(Choices::new)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    /// Built from blocks, a process is sound: it compiles, never sticks at a join, and ends when everybody answers.
    #[test]
    fn a_process_of_blocks_ends(mut choices in choices()) {
        let drawn = random_process::of_blocks(&mut choices);
        let (definition, problems) = compile(&drawn, &catalog());
        prop_assert!(definition.is_some(), "{problems:#?}");
        let unsound = problems.iter().find(|problem| ["stuck-join", "done-twice"].contains(&&*problem.rule));
        prop_assert!(unsound.is_none(), "{unsound:?}");
        let mut case = Case::new(definition.ok_or_else(|| TestCaseError::fail("it compiles"))?);
        random_path::willing(&mut case, &mut choices);
        prop_assert_eq!(case.state.status, Status::Completed);
    }

    /// Whatever is typed, wherever rules and texts stand, checking it ends with an answer.
    #[test]
    fn any_text_may_be_typed_anywhere(text in "[ -~{}\"\\\\ü\u{0}\u{202e}]{0,40}|\\PC{0,20}") {
        let asked = with_ask(ask("ask"), |ask| {
            ask.instructions.clone_from(&text);
            ask.due_in.clone_from(&text);
        });
        let mut steps = vec![
            start([field(&text, FieldKind::Number)]),
            asked,
            decide("which"),
            wait_until("wait", &text),
            service("call", "call", &[("address", &text), ("body", &text), ("timeout", &text)], &[(&text, &text, FieldKind::Date)]),
            end("end"),
        ];
        steps.iter_mut().for_each(|step| step.name.clone_from(&text));
        let mut drawn = diagram(steps, &["start > ask > which > wait > call > end", "which > [else] end"]);
        drawn.flows[2].condition = Some(text.clone());
        let (_, problems) = compile(&drawn, &catalog());
        for problem in &problems {
            prop_assert!(problem.message.chars().all(|letter| !letter.is_control()), "{}", problem.message.escape_debug());
        }
        let mut case = Case::new(Definition::of_deployed(&drawn, &catalog()));
        let answers = [(text, process::Value::from(1))].into();
        prop_assert!(case.start(1, answers).is_ok());
    }

    /// However it is drawn and whatever is done to it, the properties hold.
    #[test]
    fn any_process_keeps_its_books(mut choices in choices()) {
        let drawn = random_process::of_anything(&mut choices);
        let problems = compile(&drawn, &catalog()).1;
        // Each round of an endless loop is ten thousand steps; they have tests of their own.
        prop_assume!(problems.iter().all(|problem| problem.rule != "endless-loop"));
        let mut case = Case::new(Definition::of_deployed(&drawn, &catalog()));
        random_path::wild(&mut case, &mut choices);
    }
}
