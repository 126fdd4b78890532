/** One generated process: steps in rows, every fifth a gateway, three gateways in four with a second way out. */

const PITCH = { x: 260, y: 140 };

/** The process as the text that copying its steps would give. */
export function copied(steps: number): string {
  const columns = steps <= 30 ? 6 : steps <= 100 ? 10 : steps <= 300 ? 20 : 40;
  const isGateway = (at: number) => at % 5 === 4;
  const all = Array.from({ length: steps }, (_, at) => ({
    id: `s${at}`,
    type: isGateway(at) ? "decide" : "askPerson",
    name: isGateway(at) ? `Check ${at}` : `Step ${at}`,
    position: { x: (at % columns) * PITCH.x, y: Math.floor(at / columns) * PITCH.y },
  }));
  const flow = (from: number, to: number) => ({ id: `f${from}-${to}`, from: `s${from}`, to: `s${to}` });
  const flows = all.flatMap((_, at) => [
    ...(at + 1 < steps ? [flow(at, at + 1)] : []),
    ...(isGateway(at) && Math.floor(at / 5) % 4 !== 3 && at + 3 < steps ? [flow(at, at + 3)] : []),
  ]);
  return JSON.stringify({ baton: "steps/1", steps: all, flows });
}
