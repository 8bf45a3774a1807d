import type { Deps } from "../../platform/deps.ts";
import { Intake } from "./intake.ts";

/** The intake of this process: one for everything built on the same parts, so that what arrives together is written together. */
export function intakeOf(deps: Deps): Intake {
  const intake = intakes.get(deps) ?? new Intake(deps.sql, () => deps.signals.emit("work"));
  intakes.set(deps, intake);
  return intake;
}

const intakes = new WeakMap<Deps, Intake>();
