//! What the screens list: cases, incidents, counts.

use crate::harness::on_both;
use crate::house::{House, NOW, at, enter, raise, release, started, step, stuck, visit};
use process::IncidentId;
use process::run::Status;
use store::instance::InstanceFilter;
use store::step_visit::StepCounts;
use store::{Commit, Page, Target, VersionNumber, VisitEnd, Write};

impl House {
    async fn cases(&self, filter: InstanceFilter) -> Vec<i64> {
        let page = Page::first(50);
        let cases = self
            .store
            .instances(self.workspace, &filter, page)
            .await
            .unwrap();
        cases.into_iter().map(|case| case.id.0).collect()
    }
}

on_both! {
    async fn cases_are_found_by_process_status_incident_person_and_number(fresh) {
        let house = House::build(fresh).await;
        let first = house.start(vec![]).await;
        let second = house.start(vec![]).await;
        let third = house.start(vec![]).await;
        let content = stuck();
        house.store.commit(house.commit(Target::Existing(second), 1, &content)).await.unwrap();
        let mut ended = started();
        ended.state.status = Status::Cancelled;
        house.store.commit(house.commit(Target::Existing(third), 1, &ended)).await.unwrap();

        let all = InstanceFilter::default;
        assert_eq!(house.cases(all()).await, [third.0, second.0, first.0]);
        assert_eq!(house.cases(InstanceFilter { status: Some(Status::Active), ..all() }).await, [second.0, first.0]);
        assert_eq!(house.cases(InstanceFilter { with_incident: true, ..all() }).await, [second.0]);
        assert_eq!(house.cases(InstanceFilter { started_by: Some(house.admin), ..all() }).await.len(), 3);
        for text in [format!("#{first}"), format!(" {first} ")] {
            assert_eq!(house.cases(InstanceFilter { text: Some(text), ..all() }).await, [first.0]);
        }
        for text in ["holiday", "1 OR 1=1", "99999999999999999999"] {
            assert_eq!(house.cases(InstanceFilter { text: Some(text.to_owned()), ..all() }).await, [] as [i64; 0]);
        }
        let empty = house.store.add_process(house.workspace, "Other", house.admin, NOW).await.unwrap();
        assert_eq!(house.cases(InstanceFilter { process: Some(empty), ..all() }).await, [] as [i64; 0]);
        let page = house.store.instances(house.workspace, &all(), Page::after(third, 1)).await.unwrap();
        assert_eq!(page.iter().map(|case| case.id).collect::<Vec<_>>(), [second]);
        assert_eq!(page[0].started_by_name.as_deref(), Some("Ada@example.com"));
    }
}

on_both! {
    async fn steps_are_counted_over_all_cases_and_by_version(fresh) {
        let house = House::build(fresh).await;
        let leave = |number, end| Write::LeaveStep { step_instance: visit(number), end, at: at(1) };
        house.start(vec![enter(1), enter(2), leave(1, VisitEnd::Done), enter(3), leave(3, VisitEnd::Terminated)]).await;
        let instance = house.start(vec![enter(1), raise(1)]).await;
        let counts = async |version| {
            house.store.step_counts(house.workspace, house.process, version).await.unwrap()
        };
        let expected = StepCounts { step: step(), active: 1, done: 1, failed: 1, terminated: 1 };
        assert_eq!(counts(None).await, std::slice::from_ref(&expected));
        assert_eq!(counts(Some(house.version)).await, std::slice::from_ref(&expected));
        assert_eq!(counts(Some(VersionNumber(2))).await, []);
        let resolve = Write::ResolveIncident {
            incident: IncidentId(1),
            step_instance: visit(1),
            by: Some(house.admin),
            at: at(2),
        };
        house.go_on(instance, 1, vec![resolve]).await.unwrap();
        assert_eq!(counts(None).await, [StepCounts { active: 2, failed: 0, ..expected }]);
    }
}

on_both! {
    async fn what_is_stuck_is_listed_until_it_is_resolved(fresh) {
        let house = House::build(fresh).await;
        let first = house.start(vec![enter(1), raise(1), enter(2), raise(2)]).await;
        let second = house.start(vec![enter(1), raise(1)]).await;
        let open = async |page| {
            let incidents = house.store.open_incidents(house.workspace, Some(house.process), page).await.unwrap();
            incidents.into_iter().map(|incident| (incident.instance, incident.incident.0)).collect::<Vec<_>>()
        };
        assert_eq!(open(Page::first(2)).await, [(second, 1), (first, 2)]);
        assert_eq!(open(Page::after((first, IncidentId(2)), 2)).await, [(first, 1)]);
        assert_eq!(house.store.process(house.workspace, house.process).await.unwrap().incidents, 3);

        house.go_on(first, 1, vec![Write::ResolveIncident {
            incident: IncidentId(1),
            step_instance: visit(1),
            by: Some(house.admin),
            at: at(5),
        }]).await.unwrap();
        house.go_on(second, 1, vec![release(1)]).await.unwrap();
        assert_eq!(open(Page::first(9)).await, [(first, 2)]);
        let all = house.store.incidents_of(house.workspace, first).await.unwrap();
        assert_eq!((all[0].resolved_by, all[0].resolved_at, all[1].resolved_at), (Some(house.admin), Some(at(5)), None));
        assert_eq!((all[0].message.as_str(), &all[0].step), ("The server answered 500.", &step()));
    }
}

on_both! {
    async fn a_process_in_the_list_says_how_it_is_going(fresh) {
        let house = House::build(fresh).await;
        house.start(vec![]).await;
        let ended = house.start(vec![]).await;
        let mut content = started();
        content.state.status = Status::Completed;
        house.store.commit(Commit {
            writes: vec![],
            ..house.commit(Target::Existing(ended), 1, &content)
        }).await.unwrap();
        let newer = house.store.add_process(house.workspace, "Newer", house.admin, at(1)).await.unwrap();
        let listed = house.store.processes(house.workspace, false, Page::first(10)).await.unwrap();
        let shown: Vec<_> = listed.iter().map(|process| (process.id, process.running, process.newest_version)).collect();
        assert_eq!(shown, [(newer, 0, None), (house.process, 1, Some(house.version))]);
        let version = &house.store.versions(house.workspace, house.process).await.unwrap()[0];
        assert_eq!((version.running, version.published_by), (1, house.admin));
        house.store.archive_process(house.workspace, newer, true).await.unwrap();
        assert_eq!(house.store.processes(house.workspace, false, Page::first(10)).await.unwrap().len(), 1);
        assert_eq!(house.store.processes(house.workspace, true, Page::first(10)).await.unwrap()[0].id, newer);
    }
}
