import type { Bubble, MediaRef } from "@prosa/flow-schema";

/** The files a bubble shows: upload each before it is rendered. */
export function mediaOf(bubble: Bubble): MediaRef[] {
  if ("media" in bubble) return [bubble.media];
  if (bubble.type !== "template") return [];
  return bubble.components.flatMap(({ parameters }) =>
    parameters.flatMap((parameter) => ("media" in parameter ? [parameter.media] : [])),
  );
}
