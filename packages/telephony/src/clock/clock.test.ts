import { expect, it } from "vitest";
import { systemClock } from "./clock.ts";

it("what is due in a hundred days does not happen at once", async () => {
  const happened: string[] = [];
  const cancel = systemClock.after(100 * 86_400_000, () => happened.push("far"));
  await new Promise<void>((resolve) => {
    systemClock.after(20, () => {
      happened.push("near");
      resolve();
    });
  });
  cancel();
  expect(happened).toEqual(["near"]);
});
