//! Random processes, random paths. What must always hold is looked at by [`Case`] after every command: tokens are
//! conserved, the folded log is the state, both survive storing to the byte, nothing hangs.

mod choices;
mod random_path;
mod random_process;

use crate::support::build::catalog;
use crate::support::case::Case;
use choices::Choices;
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
        let stuck = problems.iter().find(|problem| problem.rule == "stuck-join");
        prop_assert!(stuck.is_none(), "{stuck:?}");
        let mut case = Case::new(definition.ok_or_else(|| TestCaseError::fail("it compiles"))?);
        random_path::willing(&mut case, &mut choices);
        prop_assert_eq!(case.state.status, Status::Completed);
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
