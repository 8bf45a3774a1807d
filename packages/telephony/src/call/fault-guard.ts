/** Runs what belongs to the application, its `owner`. What that throws ends here; the answer is then undefined. */
export type FaultGuard = <T>(owner: object, run: () => T) => T | undefined;

/** `tell` hears the first fault of each owner: what fails with every frame would else fill a disk. */
export function createFaultGuard(tell: (error: unknown) => void): FaultGuard {
  const known = new WeakSet<object>();
  return (owner, run) => {
    const fail = (error: unknown) => {
      if (known.has(owner)) return;
      known.add(owner);
      tell(error);
    };
    try {
      const result = run();
      // An async function may listen, too; nobody waits for it.
      if (result instanceof Promise) result.catch(fail);
      return result;
    } catch (error) {
      fail(error);
      return undefined;
    }
  };
}

/** The listener, kept from whoever calls it. */
export function guarded<A extends unknown[]>(
  guard: FaultGuard,
  listener: ((...args: A) => unknown) | undefined,
): ((...args: A) => void) | undefined {
  return listener && ((...args) => void guard(listener, () => listener(...args)));
}

/** Has Node print a warning, as it does of its own; `process.on("warning")` hears it. */
export function warnOfFault(error: unknown): void {
  process.emitWarning(error instanceof Error ? error : String(error));
}
