//! Missing scenarios are found by themselves.

use crate::support::{definition, holiday, of};
use process::sample::templates;
use process::scenario::{Coverage, generate, run};

#[test]
fn generated_scenarios_walk_every_step_way_and_rule_of_every_template() {
    for template in templates() {
        let definition = of(&template.diagram);
        let mut coverage = Coverage::default();
        let generated = generate(&definition, &holiday(), &coverage);
        for one in &generated {
            let outcome = run(&definition, &one.scenario);
            assert_eq!(
                outcome.failures,
                [],
                "{} of {}",
                one.scenario.name,
                template.key
            );
            assert!(!one.shows.is_empty());
            coverage.add(&outcome.log);
        }
        assert_eq!(coverage.missing(&definition), [], "of {}", template.key);
    }
}

#[test]
fn the_same_process_gives_the_same_scenarios() {
    let definition = definition("expense-approval");
    let nothing = Coverage::default();
    let once = generate(&definition, &holiday(), &nothing);
    assert_eq!(once, generate(&definition, &holiday(), &nothing));
}

#[test]
fn what_is_walked_already_is_not_generated_again() {
    let definition = definition("leave-request");
    let mut coverage = Coverage::default();
    for one in generate(&definition, &holiday(), &coverage.clone()) {
        coverage.add(&run(&definition, &one.scenario).log);
    }
    assert!(generate(&definition, &holiday(), &coverage).is_empty());
}
