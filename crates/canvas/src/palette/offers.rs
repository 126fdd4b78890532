//! The list of steps one can add, in the order they stand in the palette.

use super::Offer;

pub const PEOPLE: &str = "People";
pub const FLOW: &str = "Flow";
pub const SYSTEMS: &str = "Systems";
pub const GROUPS: &str = "Groups of steps";
pub const EDGE: &str = "While a step is at work";
pub const WAITING: &str = "Waiting";
pub const TELLING: &str = "Telling others";
pub const BEGINNING: &str = "Other beginnings";
/// Not offered: such steps come with an imported file, or by a setting of another one.
pub const ELSEWHERE: &str = "";

/// The groups that stand open in the palette, then those that open when asked to.
pub const OPEN: [&str; 3] = [PEOPLE, FLOW, SYSTEMS];
pub const FOLDED: [&str; 5] = [GROUPS, EDGE, WAITING, TELLING, BEGINNING];

#[rustfmt::skip]
pub const OFFERS: [Offer; 47] = [
    offer(PEOPLE, "start", "start", "Start", "Where a case begins, with the form its requester fills in", "form request begin trigger"),
    offer(PEOPLE, "askPerson", "askPerson", "Ask a person", "Someone approves, checks or fills in a form", "approval approve task form user review question human"),
    offer(PEOPLE, "manual", "manual", "Do by hand", "Done without Baton; the case only passes by", "manual hand outside paper"),

    offer(FLOW, "decide", "decide", "Decide", "Take one of several ways", "if condition branch gateway exclusive choice switch"),
    offer(FLOW, "decideByTable", "decideByTable", "Decide by a table", "Rules in a table work out a result", "rules dmn decision table business rule grid spreadsheet policy"),
    offer(FLOW, "parallel", "parallel", "Do at the same time", "Go several ways at once, or wait for all of them", "parallel fork join split gateway and"),
    offer(FLOW, "inclusive", "inclusive", "Do all that apply", "Every way whose condition is true, then wait for those", "inclusive or gateway several optional"),
    offer(FLOW, "firstEvent", "firstEvent", "Whatever comes first", "Wait for several things; the first decides the way", "event based gateway race answer or deadline"),
    offer(FLOW, "complex", "complex", "Wait for some of these", "Go on when 2 of 3 ways have come in", "complex gateway any of n k quorum majority join"),
    offer(FLOW, "wait", "wait", "Wait", "For some time, or until a date", "timer delay pause date deadline sleep"),
    offer(FLOW, "end", "end", "End", "This way is finished", "stop finish done close"),
    offer(FLOW, "terminate", "terminate", "End everything", "Stop all other ways of the case too", "terminate abort kill cancel all"),

    offer(SYSTEMS, "http", "http", "Update a system", "Send data to another system, or fetch some", "http api request rest call integration webhook service"),
    offer(SYSTEMS, "email", "email", "Send an e-mail", "To anyone, with values of the case", "mail message notify smtp"),
    offer(SYSTEMS, "script", "script", "Work out a value", "A formula gives a new value of the case", "script calculate compute formula variable set expression"),

    offer(GROUPS, "subProcess", "subProcess", "Group of steps", "Steps that belong together; open and close it", "sub-process subprocess embedded scope phase stage"),
    offer(GROUPS, "transaction", "transaction", "All or nothing", "When it is cancelled, what was done is undone", "transaction rollback cancel"),
    offer(GROUPS, "adHoc", "adHoc", "In any order", "People choose which of its steps come next", "ad hoc adhoc free checklist"),
    offer(GROUPS, "eventGroup", "eventGroup", "Whenever it happens", "Steps for something that may come at any time", "event sub-process subprocess interrupt exception handler"),
    offer(GROUPS, "call", "call", "Run a process", "Another process does its part", "call activity subprocess reuse sub-process"),

    offer(EDGE, "edgeTimer", "timer", "When time runs out", "A deadline or a reminder for a step", "timer timeout deadline overdue late escalate boundary reminder"),
    offer(EDGE, "edgeError", "error", "When an error occurs", "What to do when the step fails", "error exception failure catch boundary"),
    offer(EDGE, "edgeMessage", "message", "When a message comes", "Somebody writes while the step is at work", "message boundary withdraw answer"),
    offer(EDGE, "edgeCondition", "condition", "When something becomes true", "The data of the case change", "condition conditional boundary rule data"),
    offer(EDGE, "edgeSignal", "signal", "When a signal comes", "Something everyone is told", "signal broadcast boundary"),
    offer(EDGE, "edgeEscalation", "escalation", "When it is escalated", "A step inside asks for help", "escalation boundary"),
    offer(EDGE, "edgeUndo", "undo", "To undo this", "The step that takes it back", "compensation compensate rollback undo revert boundary"),
    offer(EDGE, "edgeCancel", "cancel", "When it is cancelled", "After “All or nothing” was called off", "cancel transaction boundary"),

    offer(WAITING, "receive", "receive", "Wait for a message", "Go on when a certain message comes", "receive message answer reply inbound"),
    offer(WAITING, "waitCondition", "condition", "Wait until something is true", "Go on as soon as a rule holds", "condition conditional data until"),
    offer(WAITING, "waitSignal", "signal", "Wait for a signal", "Go on when everyone is told something", "signal broadcast catch"),
    offer(WAITING, "linkFrom", "link", "Come from", "Continues a way that left elsewhere with “Go to”", "link connector page catch"),

    offer(TELLING, "send", "send", "Send a message", "To a case or process that waits for it", "send message throw event notify"),
    offer(TELLING, "tellSignal", "signal", "Tell everyone", "All cases that wait for this signal go on", "signal broadcast throw publish"),
    offer(TELLING, "escalate", "escalation", "Escalate", "Ask what surrounds this for help, and go on", "escalation throw raise"),
    offer(TELLING, "undo", "undo", "Undo what was done", "Every step with “To undo this” is taken back", "compensation compensate rollback throw"),
    offer(TELLING, "endError", "error", "Stop with an error", "The group around it fails", "error throw end exception fail"),
    offer(TELLING, "endCancel", "cancel", "Call it off", "Cancels the “All or nothing” around it", "cancel transaction end abort"),
    offer(TELLING, "linkTo", "link", "Go to", "The way goes on at “Come from” of the same name", "link connector page throw jump"),
    offer(TELLING, "milestone", "milestone", "Milestone", "A point worth seeing; nothing happens here", "none intermediate event reached"),

    offer(BEGINNING, "startMessage", "message", "When a message comes in", "A message begins a case", "message start event webhook inbound"),
    offer(BEGINNING, "startTimer", "timer", "On a schedule", "Cases begin by themselves, again and again", "timer start cron recurring every daily weekly"),
    offer(BEGINNING, "startSignal", "signal", "When a signal is given", "Something everyone is told begins a case", "signal start broadcast"),
    offer(BEGINNING, "startCondition", "condition", "As soon as something is true", "A rule that begins a case", "conditional start rule"),

    offer(ELSEWHERE, "task", "task", "Task", "Not said any closer", ""),
    offer(ELSEWHERE, "event", "milestone", "Event", "Something happens", ""),
    offer(ELSEWHERE, "several", "several", "Several events", "Any or all of several things", ""),
];

const fn offer(
    group: &'static str,
    id: &'static str,
    looks: &'static str,
    name: &'static str,
    description: &'static str,
    also: &'static str,
) -> Offer {
    Offer {
        id,
        looks,
        name,
        description,
        also,
        group,
    }
}
