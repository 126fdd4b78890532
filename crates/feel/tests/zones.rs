//! The rules of named zones are handed from whoever has the database to whoever has not.

use feel::{learn_zone, zone_rules};

#[test]
fn the_database_hands_out_the_rules_of_every_zone_it_knows() {
    let rules = zone_rules("Europe/Zurich").expect("a zone of the database");
    assert!(learn_zone("Europe/Zurich", rules));
    assert!(zone_rules("Europe/Nowhere").is_none());
}

#[test]
fn what_are_no_rules_is_not_learnt() {
    let rules = zone_rules("Europe/Zurich").expect("a zone of the database");
    for wrong in [&b""[..], b"TZif", &rules[..50], b"<html></html>"] {
        assert!(!learn_zone("Europe/Zurich", wrong));
    }
}
