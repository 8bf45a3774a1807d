// What the thread that works turns out runs: main starts it.
import { runTurnThread } from "./runtime/turn-thread/run-turn-thread.ts";

await runTurnThread();
