import { expect, it } from "vitest";
import { sortError } from "./errors.ts";

const sorted = (code: number | null, httpStatus = 400) => {
  const { action, code: ours, scope } = sortError({ code, httpStatus, detail: null });
  return [action, ours, ...(scope ? [scope] : [])].join(" ");
};

it.each([
  [[0, 10, 190, 131005, 200, 299], "alert credentials"],
  [[1, 2, 131000, 131016, 133004], "retry provider-error"],
  [[4, 80007, 130429, 131048], "throttle rate-limit connection"],
  [[131056], "throttle pair-rate recipient"],
  [[33, 100, 131008, 131009, 131051, 135000], "give-up bad-request"],
  [[131021, 131026, 130403, 131030, 131062], "give-up unreachable"],
  [[131047], "give-up window-shut"],
  [[131049, 130472, 131050, 131064], "give-up marketing-limit"],
  [[131042, 131044], "alert billing"],
  [[131052, 131053], "give-up media-refused"],
  [
    [132000, 132001, 132005, 132007, 132012, 132015, 132016, 132018, 132068, 132069, 132999],
    "give-up template-refused",
  ],
  [[133000, 133010, 133999], "alert number-not-registered"],
])("sorts %j as %s", (codes, expected) => {
  for (const code of codes) expect(sorted(code)).toBe(expected);
});

it("judges a code nobody knows by the HTTP status", () => {
  expect(sorted(987654)).toBe("give-up bad-request");
  expect(sorted(987654, 503)).toBe("retry provider-error");
  expect(sorted(null, 429)).toBe("throttle rate-limit connection");
  expect(sorted(null, 401)).toBe("alert credentials");
  expect(sortError({ code: 987654, detail: null, transient: true }).action).toBe("retry");
});
