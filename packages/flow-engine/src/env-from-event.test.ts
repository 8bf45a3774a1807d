import { describe, expect, it } from "vitest";
import { envFromEvent } from "./env-from-event.ts";

const event = { id: "01a1fe1e-0a80-7000-8000-000000000001", at: Date.UTC(2026, 10, 21, 13) };

describe("ids and randomness of a turn", () => {
  it("are the same when the turn is played again", () => {
    const [one, two] = [envFromEvent(event, "s"), envFromEvent(event, "s")];
    expect([one.newId(), one.random(), one.newId()]).toEqual([two.newId(), two.random(), two.newId()]);
  });

  it("are UUIDs of version 7 that carry the event's time and sort in the order given", () => {
    const { newId } = envFromEvent(event, "s");
    const ids = Array.from({ length: 500 }, () => newId());
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(Number.parseInt((ids[0] ?? "").replaceAll("-", "").slice(0, 12), 16)).toBe(event.at);
    expect([...ids].sort()).toEqual(ids);
  });

  it("differ between events, and between sessions that take the same event", () => {
    const ids = new Set<string>();
    for (let index = 0; index < 5000; index++) {
      ids.add(envFromEvent({ ...event, id: `event-${index}` }, "s").newId());
      ids.add(envFromEvent(event, `session-${index}`).newId());
    }
    expect(ids.size).toBe(10_000);
  });

  it("are spread evenly from 0 to 1", () => {
    const { random } = envFromEvent(event, "s");
    const tenths = Array.from({ length: 10 }, () => 0);
    for (let index = 0; index < 20_000; index++) {
      const tenth = Math.floor(random() * 10);
      tenths[tenth] = (tenths[tenth] ?? 0) + 1;
    }
    for (const count of tenths) expect(Math.abs(count - 2000)).toBeLessThan(200);
  });
});
