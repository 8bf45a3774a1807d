import { lazy } from "react";
import { pause } from "../live/live-feed.ts";

/**
 * A part of a screen that is fetched when it is first shown. Where it cannot be had it is asked for again, when the network is back
 * or after a growing pause; until it is here, what stands in for it stays.
 * @param load fetches the part, as for React's lazy, which would never ask again
 */
export const late: typeof lazy = (load) => lazy(() => fetched(load, 0));

async function fetched<Part>(load: () => Promise<Part>, failures: number): Promise<Part> {
  try {
    return await load();
  } catch {
    await new Promise<unknown>((resolve) => {
      addEventListener("online", resolve, { once: true });
      setTimeout(resolve, pause(failures));
    });
    return fetched(load, failures + 1);
  }
}
