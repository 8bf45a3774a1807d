import { Call } from "../call/call.ts";
import type { CallOptions } from "../call/call-options.ts";
import { ScriptedLeg } from "./scripted-leg.ts";
import { SteppedMediaClock } from "./stepped-media-clock.ts";

/** A call whose peer says `voice` (8 kHz); it ends when we hang up. */
export function scriptedCall(voice?: Int16Array, options: Partial<CallOptions> = {}): { call: Call; leg: ScriptedLeg } {
  const leg = new ScriptedLeg(voice);
  const hangUp = () => call.markEnded({ by: "local", reason: "hangup" });
  const parties = { direction: "incoming", from: "caller", to: "us" } as const;
  const call: Call = new Call({ leg, clock: new SteppedMediaClock(), signalling: { hangUp }, ...parties, ...options });
  return { call, leg };
}
