/** A drawing with every kind of step in it. It need not make sense. */

type Json = Record<string, unknown>;

const steps: Json[] = [];
const flows: Json[] = [];

function step(id: string, name: string, x: number, y: number, kind: Json): string {
  steps.push({ id, name, position: { x, y }, ...kind });
  return id;
}

function flow(from: string, to: string, more: Json = {}): void {
  flows.push({ id: `${from}-${to}`, from, to, ...more });
}

const event = (stands: string, on: string | undefined, more: Json = {}, triggerMore: Json = {}): Json => ({
  type: "event",
  stands,
  triggers: on ? [{ on, ...triggerMore }] : [],
  ...more,
});
const edge = (of: string, on: string, triggerMore: Json = {}, interrupting = true): Json =>
  event("boundary", on, { of, interrupting }, triggerMore);

// A usual way, with what may happen on its edges.
step("start", "Somebody asks", 0, 16, { type: "start" });
step("ask", "Ask the manager", 200, 0, { type: "askPerson", assignment: { to: "role", role: "member" } });
step("ask-late", "When time runs out", 384, 52, edge("ask", "timer", { when: "after", duration: "P3D" }));
step("ask-nudge", "Every day", 212, 52, edge("ask", "timer", { when: "every", cycle: "R/P1D" }, false));
step("nudge", "Remind them", 260, 190, { type: "service", connector: "email", action: "send" });
step("chief", "Ask the chief", 560, 130, { type: "askPerson" });
step("each", "Ask everyone", 560, 0, {
  type: "askPerson",
  repetition: { repeat: "each", over: { over: "list", list: "approvers", item: "approver" }, enough: "2" },
});
step("turn", "Do it in turn", 880, 0, {
  type: "receive",
  message: { message: "News" },
  repetition: { repeat: "each", over: { over: "times", times: "3" }, sequential: true },
});
step("book", "Book a room", 1200, 0, { type: "service", connector: "http", action: "request" });
step("book-undo", "To undo this", 1220, 52, edge("book", "compensation"));
step("book-error", "When an error occurs", 1384, 52, edge("book", "error", { code: "FULL" }));
step("unbook", "Give it back", 1290, 190, { type: "askPerson", for_compensation: true });
step("end", "Done", 1560, 16, { type: "end" });
flow("start", "ask");
flow("ask", "each");
flow("ask-late", "chief");
flow("ask-nudge", "nudge");
flow("each", "turn");
flow("turn", "book");
flow("book", "end");
flow("book-undo", "unbook");

// Gateways.
step("all-that", "Which apply?", 0, 368, { type: "inclusive" });
step("legal", "Ask legal", 200, 320, { type: "askPerson" });
step("works", "Ask the works council", 200, 432, { type: "task", manual: true });
step("two", "Two of three", 520, 368, { type: "complex", need: 2, rest: "stop" });
step("first", "What comes first?", 680, 368, { type: "firstEvent" });
step("answer", "Wait for an answer", 800, 320, { type: "receive", message: { message: "Answer" } });
step("late", "Late", 900, 440, event("catch", "timer", {}, { when: "after", duration: "P1W" }));
step("both", "", 1120, 368, { type: "parallel" });
step("say", "Tell everyone", 1260, 384, event("throw", "signal", {}, { name: "Prices changed" }));
step("stop", "Stop with an error", 1400, 384, event("end", "error", {}, { code: "TOO_LATE" }));
step("kill", "End everything", 1260, 500, event("end", "terminate"));
flow("all-that", "legal", { label: "A contract" });
flow("all-that", "works", { otherwise: true });
flow("legal", "two");
flow("works", "two");
flow("two", "first");
flow("first", "answer");
flow("first", "late");
flow("answer", "both");
flow("late", "both");
flow("both", "say");
flow("both", "kill");
flow("say", "stop");

// Groups.
step("on-message", "An order comes in", 0, 700, event("start", "message", { interrupting: true }, { message: "Order" }));
step("group", "Inner work", 120, 600, { type: "subProcess", sort: "embedded", extent: { width: 700, height: 220 } });
step("inner", "Look at it", 160, 684, { type: "askPerson", inside: "group" });
step("again", "Try again", 460, 684, {
  type: "script",
  result: "total",
  inside: "group",
  repetition: { repeat: "while", condition: "total < 10" },
});
step("group-esc", "When it is escalated", 760, 800, edge("group", "escalation"));
step("closed", "All or nothing", 900, 674, { type: "subProcess", sort: "transaction", closed: true });
step("hidden", "Hidden", 900, 674, { type: "task", inside: "closed" });
step("closed-cancel", "When it is cancelled", 1084, 726, edge("closed", "cancel"));
step("call", "Run the payment", 1220, 674, { type: "call", process: "payment" });
step("free", "In any order", 1220, 800, { type: "subProcess", sort: "adHoc", closed: true });
step("reached", "Delivered", 1540, 690, event("throw", undefined));
step("over", "End", 1660, 690, { type: "end" });
step("whenever", "Whenever it happens", 120, 900, { type: "subProcess", sort: "event", extent: { width: 560, height: 180 } });
step("whenever-start", "Prices change", 150, 980, {
  ...event("start", "signal", { interrupting: false }, { name: "Prices changed" }),
  inside: "whenever",
});
step("whenever-do", "Work it out again", 280, 964, { type: "script", result: "total", inside: "whenever" });
flow("on-message", "group");
flow("inner", "again");
flow("group", "closed");
flow("closed", "call");
flow("call", "reached");
flow("reached", "over");
flow("whenever-start", "whenever-do");

export const everything = { steps, flows };
