import { classNames } from "../class-names.ts";
import { hueOf, solidHue } from "./hue.ts";

/** The small square that stands for one of a set (a queue, a series), in the colour of its key. Decorative. */
export function HueSquare({ hueKey, color, className }: { hueKey: string; color?: string; className?: string }) {
  return (
    <span
      aria-hidden
      className={classNames("inline-block size-[7px] shrink-0 rounded-[2px]", className)}
      style={{ background: color ?? solidHue(hueOf(hueKey)) }}
    />
  );
}
