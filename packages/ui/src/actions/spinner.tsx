import { LoaderCircle } from "lucide-react";
import { classNames } from "../class-names.ts";

/** The busy mark inside a button; lists and pages show skeletons instead. Decorative: the button says `aria-busy`. */
export function Spinner({ className }: { className?: string }) {
  return <LoaderCircle aria-hidden className={classNames("size-3.5 shrink-0 animate-spin", className)} />;
}
