// What only checking needs, in a chunk of its own: the canvas is there before it.
export { channels } from "@prosa/channels";
export { validateFlow } from "@prosa/flow-schema";
