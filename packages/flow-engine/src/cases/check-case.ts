import { canonicalJson, civilAt, dateValue, sameJson } from "@prosa/flow-schema";
import { alone } from "./case-bundle.ts";
import type { CaseExpectation, FlowCase } from "./flow-case.ts";
import { type CaseRun, type CaseSetting, runCase } from "./run-case.ts";
import { said } from "./said.ts";

/** Plays a case and says, in sentences, where it went otherwise than expected; nothing when all is as it should be. */
export function checkCase(given: FlowCase, setting: CaseSetting): string[] {
  const run = runCase(given, setting);
  const seen = outcomeOf(run);
  const wrong = Object.keys(given.expect).filter((key) => !Object.hasOwn(seen, key));
  if (wrong.length > 0) return [`"${wrong.join('", "')}" cannot be expected`];
  return Object.entries(given.expect).flatMap(([key, wanted]) => {
    const found = seen[key as keyof CaseExpectation];
    const fits =
      key === "effects" || key === "variables" || key === "contact" ? includes(found, wanted) : sameJson(found, wanted);
    return fits ? [] : [`${key}: expected ${canonicalJson(wanted)}, found ${canonicalJson(found)}`];
  });
}

function outcomeOf(run: CaseRun): Required<Record<keyof CaseExpectation, unknown>> {
  const { session, effects, facts } = run;
  const trace = run.steps.flatMap((step) => step.trace);
  const walked = trace.filter(({ ignored }) => ignored === undefined);
  const failure = effects.find((effect) => effect.type === "run.failed");
  const { until } = session.wait ?? {};
  return {
    says: effects.flatMap((effect) => (effect.type === "message.send" ? [said(effect.bubble)] : [])),
    effects: effects.filter(({ type }) => type !== "message.send"),
    path: walked.map(({ node, port }) => (port === undefined ? node : `${node}.${port}`)),
    leaves: walked.findLast(({ node, port }) => node === alone && port !== undefined)?.port ?? null,
    variables: session.variables,
    contact: { ...facts.contact, ...facts.contact.fields },
    status: session.status,
    waits: session.wait?.for ?? null,
    until: until === undefined ? null : dateValue(civilAt(until, facts.workspace.timeZone)),
    failed: failure?.type === "run.failed" ? failure.code : null,
    ignored: trace.flatMap(({ ignored }) => (ignored === undefined ? [] : [ignored])),
  };
}

/** Whether `found` has all that is wanted: lists item by item, of objects the keys given. */
function includes(found: unknown, wanted: unknown): boolean {
  if (Array.isArray(wanted)) {
    return (
      Array.isArray(found) &&
      found.length === wanted.length &&
      wanted.every((item, index) => includes(found[index], item))
    );
  }
  if (typeof wanted !== "object" || wanted === null) return sameJson(found, wanted);
  if (typeof found !== "object" || found === null) return false;
  const values = found as Record<string, unknown>;
  return Object.entries(wanted).every(([key, value]) => includes(values[key] ?? null, value));
}
