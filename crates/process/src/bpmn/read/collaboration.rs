//! Pools, lanes and messages between pools.

use super::Reader;
use crate::bpmn::names::{children, own};
use crate::bpmn::{Remark, Standing};
use crate::diagram::{Lane, MessageFlow, Party, Point, Pool};
use crate::id::{LaneId, PoolId, StepId};
use crate::step::Assignment;
use crate::xml::Element;

impl<'a> Reader<'a> {
    pub(super) fn collaborations(&mut self, root: &'a Element) {
        for collaboration in children(root, "collaboration") {
            let id = own(collaboration, "id").unwrap_or_default().to_owned();
            self.names.collaboration.get_or_insert(id);
            for participant in children(collaboration, "participant") {
                let process = own(participant, "processRef");
                let process = process.map(|name| self.index.id_of(name).to_owned());
                self.diagram.pools.push(Pool {
                    id: PoolId::new(own(participant, "id").unwrap_or_default()),
                    name: own(participant, "name").unwrap_or_default().to_owned(),
                    process: process.filter(|id| !id.is_empty()),
                    only_shown: false,
                    position: Point::default(),
                    size: None,
                });
            }
        }
    }

    /// The pool of a process. Of several processes outside all pools, each gets one that is not drawn.
    pub(super) fn pool_of(&mut self, process: &Element, alone: bool) -> Option<PoolId> {
        let id = own(process, "id").unwrap_or_default();
        if let Some(pool) = self.pool_named(id) {
            return Some(pool);
        }
        if is_marked(process, "outside") || (alone && !is_marked(process, "apart")) {
            return None;
        }
        let pool = PoolId::new(id);
        self.diagram.pools.push(Pool {
            id: pool.clone(),
            name: own(process, "name").unwrap_or_default().to_owned(),
            process: Some(id.to_owned()),
            only_shown: false,
            position: Point::default(),
            size: None,
        });
        Some(pool)
    }

    pub(super) fn pool_named(&self, process: &str) -> Option<PoolId> {
        let mut pools = self.diagram.pools.iter();
        let found = pools.find(|pool| pool.process.as_deref() == Some(process));
        found.map(|pool| pool.id.clone())
    }

    /// Of several processes in a file, one runs: those that are not said to be executable, where another one is, are only
    /// shown. Others that do not run are in the report.
    pub(super) fn one_runs(&mut self, root: &'a Element) {
        let executable = |id: &str| {
            let mut processes = children(root, "process");
            let process = processes.find(|process| own(process, "id") == Some(id));
            process.is_some_and(|process| own(process, "isExecutable") == Some("true"))
        };
        let with_process = self.diagram.pools.iter().enumerate();
        let (run, shown): (Vec<_>, Vec<_>) = with_process
            .filter_map(|(at, pool)| Some((at, executable(pool.process.as_deref()?))))
            .partition(|(_, runs)| *runs);
        if !run.is_empty() {
            for (at, _) in shown {
                self.diagram.pools[at].only_shown = true;
            }
        }
        let Some(running) = self.diagram.running_pool() else {
            return;
        };
        let sentence = format!(
            "Of the processes in this file “{}” runs. This one is drawn beside it; import it as a process of its own to run it too.",
            title(running)
        );
        let others = self.diagram.only_drawn().map(|pool| Remark {
            standing: Standing::Kept,
            element: pool.id.to_string(),
            name: pool.name.trim().to_owned(),
            message: sentence.clone(),
        });
        let others: Vec<_> = others.collect();
        self.report.extend(others);
    }

    pub(super) fn lane_sets(&mut self, process: &'a Element, pool: Option<&PoolId>) {
        for set in children(process, "laneSet") {
            self.lanes(set, pool, None);
        }
    }

    fn lanes(&mut self, set: &'a Element, pool: Option<&PoolId>, inside: Option<&LaneId>) {
        for lane in children(set, "lane") {
            let id = LaneId::new(own(lane, "id").unwrap_or_default());
            for node in children(lane, "flowNodeRef") {
                let name = node.text();
                if self.index.get(&name).is_none() {
                    let name = name.trim();
                    self.remark(
                        Standing::Mended,
                        lane,
                        format!("This lane names “{name}”, which is not in the file."),
                    );
                }
                let step = StepId::new(self.index.id_of(&name));
                self.lanes.insert(step, id.clone());
            }
            self.diagram.lanes.push(Lane {
                id: id.clone(),
                name: own(lane, "name").unwrap_or_default().to_owned(),
                pool: pool.cloned(),
                inside: inside.cloned(),
                assignment: Assignment::Nobody,
                position: Point::default(),
                size: None,
            });
            for set in children(lane, "childLaneSet") {
                self.lanes(set, pool, Some(&id));
            }
        }
    }

    pub(super) fn message_flows(&mut self, root: &'a Element) {
        for collaboration in children(root, "collaboration") {
            for flow in children(collaboration, "messageFlow") {
                let from = self.party(flow, "sourceRef");
                let to = self.party(flow, "targetRef");
                self.diagram.message_flows.push(MessageFlow {
                    id: own(flow, "id").unwrap_or_default().to_owned(),
                    from,
                    to,
                    label: own(flow, "name").unwrap_or_default().to_owned(),
                    bends: Vec::new(),
                });
            }
        }
    }

    fn party(&mut self, flow: &Element, end: &str) -> Party {
        let name = own(flow, end).unwrap_or_default();
        let id = self.index.id_of(name);
        let mut pools = self.diagram.pools.iter();
        if pools.any(|pool| pool.id.as_str() == id) {
            return Party::Pool(PoolId::new(id));
        }
        // Some tools name the process instead of its pool.
        if let Some(pool) = self.pool_named(id) {
            return Party::Pool(pool);
        }
        if self.index.get(id).is_none() {
            self.cannot_run(
                flow,
                format!("One end of this arrow is “{name}”, which is not in the file."),
            );
        }
        Party::Step(StepId::new(id))
    }
}

fn title(pool: &Pool) -> &str {
    match pool.name.trim() {
        "" => pool.process.as_deref().unwrap_or_default(),
        name => name,
    }
}

/// Our own marks: its steps are in no pool though others are, or in one of their own though there are no others.
fn is_marked(process: &Element, mark: &str) -> bool {
    super::overlay::settings(process).is_some_and(|settings| settings.contains_key(mark))
}
