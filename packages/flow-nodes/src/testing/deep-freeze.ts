const frozen = new WeakSet<object>();

/** Makes a value and all in it unchangeable, so that a test notices who writes to what it was given. */
export function deepFreeze(value: unknown): void {
  if (typeof value !== "object" || value === null || frozen.has(value)) return;
  frozen.add(value);
  Object.freeze(value);
  for (const item of Object.values(value)) deepFreeze(item);
}
