import { expect, it } from "vitest";
import { TurnQueue } from "./turn-queue.ts";

it("lets so many in at once, the others in the order they came, and nobody who has left", async () => {
  const queue = new TurnQueue(2);
  const seen: string[] = [];
  const gone = new AbortController();
  const come = async (name: string, signal?: AbortSignal) => {
    const leave = await queue.take(signal);
    seen.push(name);
    return leave;
  };
  const [first, second] = [await come("first"), await come("second")];
  const impatient = come("impatient", gone.signal);
  const [third, fourth] = [come("third"), come("fourth")];
  gone.abort(new Error("gone"));
  await expect(impatient).rejects.toThrow("gone");
  expect(seen).toEqual(["first", "second"]);
  first();
  (await third)();
  (await fourth)();
  second();
  expect(seen).toEqual(["first", "second", "third", "fourth"]);
  await expect(queue.take(AbortSignal.abort(new Error("late")))).rejects.toThrow("late");
  await Promise.all([come("fifth"), come("sixth")]);
});
