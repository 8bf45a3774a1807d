import { classNames } from "../class-names.ts";

/** A hairline. Vertical ones separate groups of a toolbar. */
export function Divider({ vertical, className }: { vertical?: boolean; className?: string }) {
  return vertical ? (
    <span aria-hidden className={classNames("mx-1 h-5 w-px shrink-0 bg-line", className)} />
  ) : (
    <hr className={classNames("border-line border-t", className)} />
  );
}
