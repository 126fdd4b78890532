use process::scenario::{Coverage, run, run_all};
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let diagram: process::Diagram =
        serde_json::from_str(&std::fs::read_to_string(&args[1]).unwrap()).unwrap();
    let catalog: process::Catalog = process::Catalog {
        connectors: serde_json::from_str(&std::fs::read_to_string(&args[2]).unwrap()).unwrap(),
        calendars: diagram.calendars.clone(),
        ..Default::default()
    };
    let (_, problems) = process::compile(&diagram, &catalog);
    for p in problems {
        if p.rule != "no-connection" {
            println!("{p:?}");
        }
    }
    let definition = std::sync::Arc::new(process::Definition::of_deployed(&diagram, &catalog));
    let mut coverage = Coverage::default();
    for t in &diagram.tests.scenarios {
        let o = run(&definition, t);
        println!("{} {:?} {:?}", t.id, o.failures, o.log.len());
        coverage.add(&o.log);
    }
    println!("missing {:?}", coverage.missing(&definition));
    let _ = run_all;
}
