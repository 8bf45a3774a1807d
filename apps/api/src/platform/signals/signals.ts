import { EventEmitter } from "node:events";

/**
 * Wake-ups between parts of the server, and between processes when NATS connects them. A signal says "look again", it
 * carries nothing and may be lost: whoever listens also looks by itself now and then. Send it after the commit.
 */
export interface Signals {
  emit(name: SignalName): void;
  /** Returns a function that ends the listening. */
  on(name: SignalName, listener: () => void): () => void;
  close(): Promise<void>;
}

/** `changes`: the change feed has new rows. `work`: the inbox, deliveries, effects or timers have. */
export type SignalName = "changes" | "work";

/** Signals within one process. */
export function createLocalSignals(): Signals {
  const emitter = new EventEmitter().setMaxListeners(0);
  return {
    emit: (name) => void emitter.emit(name),
    on: (name, listener) => {
      emitter.on(name, listener);
      return () => void emitter.off(name, listener);
    },
    close: async () => void emitter.removeAllListeners(),
  };
}
