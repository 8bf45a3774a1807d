// Engine steps per second in one core, against XState walking the equivalent machine. A step is a state (a block) entered.
import { step } from "@prosa/flow-engine";
import { builtInRegistry } from "@prosa/flow-nodes";
import { defaultLimits, newSession } from "@prosa/flow-schema";
import { initialTransition, transition } from "xstate";
import { type Comparison, compare } from "../ratio.ts";
import { bundle, channel, facts } from "./flow.ts";
import { machine } from "./machine.ts";

const roundMs = 3000;
const answers = ["Maria Aparecida", "João", "sim", "quero marcar uma consulta", "25"];

export async function run(): Promise<Comparison[]> {
  return [
    await compare({
      name: "engine steps per second",
      unit: "steps/s",
      bar: { atLeast: 1 },
      ours: async () => walkOurs(),
      reference: async () => walkXState(),
    }),
  ];
}

function walkOurs(): number {
  const env = { registry: builtInRegistry, facts, channel, limits: defaultLimits };
  let { session, trace } = step(
    bundle,
    newSession("bench"),
    { id: "e0", at: 0, type: "session.started", trigger: { kind: "any" } },
    env,
  );
  return perSecond((turn) => {
    const text = answers[turn % answers.length] as string;
    const message = { id: `m${turn}`, content: { type: "text" as const, text } };
    ({ session, trace } = step(
      bundle,
      session,
      { id: `e${turn + 1}`, at: turn, type: "message.received", message },
      env,
    ));
    if (session.status !== "waiting") throw new Error(`the flow stopped: ${session.status}`);
    // The waiting block is met twice in a turn: once when its answer comes, once when it is entered again.
    return trace.length;
  });
}

function walkXState(): number {
  let [snapshot] = initialTransition(machine);
  return perSecond((turn) => {
    const text = answers[turn % answers.length] as string;
    [snapshot] = transition(machine, snapshot, { type: "message.received", text, at: turn });
    return 5;
  });
}

function perSecond(turn: (index: number) => number): number {
  for (let index = 0; index < 2000; index++) turn(index); // warm up
  const begun = performance.now();
  let steps = 0;
  let index = 2000;
  while (performance.now() - begun < roundMs) for (let batch = 0; batch < 100; batch++) steps += turn(index++);
  return steps / ((performance.now() - begun) / 1000);
}
