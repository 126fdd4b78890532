//! Processes with their lanes, steps, flows and data; and the pools around them.

use super::Writer;
use super::build::{Build, element};
use super::formula::formula;
use super::ids::Of;
use crate::diagram::{DataObject, Flow, Lane, Party, Pool};
use crate::id::{LaneId, PoolId, StepId};
use crate::xml::Element;

pub(super) struct Process {
    pub id: String,
    pub pool: Option<PoolId>,
}

/// A pool that only keeps the steps of a process together.
pub(super) fn is_undrawn(pool: &Pool) -> bool {
    pool.size.is_none() && pool.process.as_deref() == Some(pool.id.as_str())
}

impl Writer<'_> {
    pub(super) fn is_association(&self, flow: &Flow) -> bool {
        self.undoing.contains(&flow.from) && self.diagram.step(&flow.to).is_some()
    }

    pub(super) fn arrange_processes(&mut self) {
        let outside = |pool: Option<&PoolId>| {
            let known = |pool: &PoolId| self.diagram.pools.iter().any(|it| &it.id == pool);
            !pool.is_some_and(known)
        };
        let steps = self
            .diagram
            .steps
            .iter()
            .any(|step| outside(step.pool.as_ref()));
        let lanes = self
            .diagram
            .lanes
            .iter()
            .any(|lane| outside(lane.pool.as_ref()));
        let loose =
            steps || lanes || self.diagram.pools.is_empty() || !self.diagram.data.is_empty();
        let mut pools: Vec<Option<&Pool>> = Vec::new();
        for pool in &self.diagram.pools {
            let peopled = self
                .diagram
                .steps
                .iter()
                .any(|step| step.pool.as_ref() == Some(&pool.id))
                || self
                    .diagram
                    .lanes
                    .iter()
                    .any(|lane| lane.pool.as_ref() == Some(&pool.id));
            if peopled || pool.process.is_some() {
                pools.push(Some(pool));
            }
        }
        let named = self.names.processes.contains_key(&None);
        if named || (loose && (steps || lanes || pools.is_empty())) {
            pools.push(None);
        }
        for pool in pools {
            let key = pool.map(|pool| pool.id.clone());
            let id = match self.names.processes.get(&key) {
                Some(id) => self.ids.take(id),
                None => {
                    let wish = pool.and_then(|pool| pool.process.clone());
                    let wish = wish.unwrap_or_else(|| match &key {
                        Some(pool) => format!("Process_{pool}"),
                        None => "Process".to_owned(),
                    });
                    self.ids.free(&super::ids::valid(&wish))
                }
            };
            self.processes.push(Process { id, pool: key });
        }
    }

    pub(super) fn collaboration(&mut self) -> Option<Element> {
        let drawn: Vec<&Pool> = self
            .diagram
            .pools
            .iter()
            .filter(|pool| !is_undrawn(pool))
            .collect();
        if drawn.is_empty()
            && self.diagram.message_flows.is_empty()
            && self.names.collaboration.is_none()
        {
            return None;
        }
        let id = match &self.names.collaboration {
            Some(id) => self.ids.take(id),
            None => self.ids.free("Collaboration"),
        };
        let mut collaboration = element("collaboration").with("id", &id);
        self.collaboration = Some(id);
        for pool in drawn {
            let process = self
                .processes
                .iter()
                .find(|process| process.pool.as_ref() == Some(&pool.id));
            collaboration = collaboration.child(
                element("participant")
                    .with("id", self.ids.of(Of::Pool, pool.id.as_str()))
                    .with_text("name", &pool.name)
                    .with_some("processRef", process.map(|process| &process.id)),
            );
        }
        for flow in &self.diagram.message_flows {
            collaboration = collaboration.child(
                element("messageFlow")
                    .with("id", self.ids.of(Of::Message, &flow.id))
                    .with_text("name", &flow.label)
                    .with("sourceRef", self.party(&flow.from))
                    .with("targetRef", self.party(&flow.to)),
            );
        }
        Some(collaboration)
    }

    fn party(&self, party: &Party) -> String {
        match party {
            Party::Step(step) => self.ids.of(Of::Step, step.as_str()),
            Party::Pool(pool) => self.ids.of(Of::Pool, pool.as_str()),
        }
    }

    pub(super) fn processes(&mut self) -> Vec<Element> {
        let processes = std::mem::take(&mut self.processes);
        let diagram = self.diagram;
        // The data of the drawing belongs to the first process; a file may have said another.
        let mut elements = Vec::with_capacity(processes.len());
        for (at, process) in processes.iter().enumerate() {
            let undrawn = diagram
                .pools
                .iter()
                .find(|pool| process.pool.as_ref() == Some(&pool.id) && is_undrawn(pool));
            let mut node = element("process").with("id", &process.id);
            node = node.with_text("name", undrawn.map_or("", |pool| &pool.name));
            let mut pools = diagram.pools.iter();
            let shown =
                pools.any(|pool| process.pool.as_ref() == Some(&pool.id) && pool.only_shown);
            node = node.with("isExecutable", if shown { "false" } else { "true" });
            node = node.child(self.lane_set(process.pool.as_ref()));
            let data: &[DataObject] = if at == 0 { &diagram.data } else { &[] };
            node = self.contents_of(None, process, data, node);
            elements.push(node);
        }
        self.processes = processes;
        elements
    }

    /// What stands in a sub-process.
    pub(super) fn contents(
        &mut self,
        inside: Option<&StepId>,
        data: &[DataObject],
        node: Element,
    ) -> Element {
        let steps = self
            .steps
            .get(&inside.cloned())
            .cloned()
            .unwrap_or_default();
        self.put(inside, &steps, data, node)
    }

    fn contents_of(
        &mut self,
        inside: Option<&StepId>,
        process: &Process,
        data: &[DataObject],
        node: Element,
    ) -> Element {
        let all = self
            .steps
            .get(&inside.cloned())
            .cloned()
            .unwrap_or_default();
        let known = |pool: &PoolId| self.diagram.pools.iter().any(|it| &it.id == pool);
        let own = |pool: &Option<PoolId>| match pool.as_ref().filter(|pool| known(pool)) {
            Some(pool) => process.pool.as_ref() == Some(pool),
            None => process.pool.is_none(),
        };
        let steps: Vec<_> = all.into_iter().filter(|step| own(&step.pool)).collect();
        self.put(inside, &steps, data, node)
    }

    fn put(
        &mut self,
        inside: Option<&StepId>,
        steps: &[&crate::diagram::Step],
        data: &[DataObject],
        mut node: Element,
    ) -> Element {
        for object in data {
            node = node.children(self.data_object(inside, object));
        }
        for step in steps {
            let element = self.node(step);
            node = node.child(element);
        }
        let mut flows: Vec<usize> = Vec::new();
        for step in steps {
            flows.extend(self.leaving.get(&step.id).into_iter().flatten());
        }
        if inside.is_none() && self.is_first(steps) {
            flows.extend(&self.from_nowhere);
        }
        flows.sort_unstable();
        flows.dedup();
        let mut associations = Vec::new();
        for flow in flows {
            let flow = &self.diagram.flows[flow];
            let from = self.ids.of(Of::Step, flow.from.as_str());
            let to = self.ids.of(Of::Step, flow.to.as_str());
            let id = self.ids.of(Of::Flow, flow.id.as_str());
            if self.is_association(flow) {
                associations.push(
                    element("association")
                        .with("id", id)
                        .with("associationDirection", "One")
                        .with("sourceRef", from)
                        .with("targetRef", to),
                );
            } else {
                let condition = flow.condition.as_deref().unwrap_or_default();
                node = node.child(
                    element("sequenceFlow")
                        .with("id", id)
                        .with_text("name", &flow.label)
                        .with("sourceRef", from)
                        .with("targetRef", to)
                        .child(formula("conditionExpression", condition)),
                );
            }
        }
        node.children(associations)
    }

    /// Whether these are the steps that begin the drawing.
    fn is_first(&self, steps: &[&crate::diagram::Step]) -> bool {
        let outermost = self.steps.get(&None).and_then(|steps| steps.first());
        match outermost {
            Some(first) => steps.first().is_some_and(|step| step.id == first.id),
            None => true,
        }
    }

    fn data_object(&mut self, inside: Option<&StepId>, object: &DataObject) -> Vec<Element> {
        let key = (inside.cloned(), object.key.clone());
        let (kind, id, drawn) = match self.names.data.get(&key) {
            Some(declared) => {
                let drawn = Some(&declared.drawn).filter(|drawn| **drawn != declared.id);
                (
                    declared.element.clone(),
                    self.ids.take(&declared.id),
                    drawn.map(|id| self.ids.take(id)),
                )
            }
            None => {
                let id = self
                    .ids
                    .free(&super::ids::valid(&format!("Data_{}", object.key)));
                let drawn = self.ids.free(&format!("{id}_drawn"));
                ("dataObject".to_owned(), id, Some(drawn))
            }
        };
        let name = if object.label.is_empty() {
            &object.key
        } else {
            &object.label
        };
        let mut elements = vec![
            element(&kind)
                .with("id", &id)
                .with("name", &object.key)
                .flag("isCollection", object.many, false),
        ];
        if let (Some(drawn), "dataObject") = (&drawn, kind.as_str()) {
            elements.push(
                element("dataObjectReference")
                    .with("id", drawn)
                    .with("name", name)
                    .with("dataObjectRef", &id),
            );
        }
        self.data.insert(key, drawn.unwrap_or(id));
        elements
    }

    fn lane_set(&self, pool: Option<&PoolId>) -> Option<Element> {
        let lanes = self.lanes_in(pool, None, 0);
        (!lanes.is_empty()).then(|| element("laneSet").children(lanes))
    }

    fn lanes_in(
        &self,
        pool: Option<&PoolId>,
        inside: Option<&LaneId>,
        depth: usize,
    ) -> Vec<Element> {
        if depth > super::MAX_LEVELS {
            return Vec::new();
        }
        let known = |pool: &&PoolId| self.diagram.pools.iter().any(|it| &it.id == *pool);
        let there = |lane: &&LaneId| self.diagram.lanes.iter().any(|it| &it.id == *lane);
        let own = self.diagram.lanes.iter().filter(|lane: &&Lane| {
            lane.inside.as_ref().filter(there) == inside
                && (inside.is_some() || lane.pool.as_ref().filter(known) == pool)
        });
        own.map(|lane| {
            let steps = self
                .diagram
                .steps
                .iter()
                .filter(|step| step.lane.as_ref() == Some(&lane.id));
            let steps = steps
                .map(|step| element("flowNodeRef").text(&self.ids.of(Of::Step, step.id.as_str())));
            let inner = self.lanes_in(pool, Some(&lane.id), depth + 1);
            let inner = (!inner.is_empty()).then(|| element("childLaneSet").children(inner));
            element("lane")
                .with("id", self.ids.of(Of::Lane, lane.id.as_str()))
                .with_text("name", &lane.name)
                .children(steps)
                .child(inner)
        })
        .collect()
    }
}
