import { DynamicIcon, iconNames } from "lucide-react/dynamic";
import type { ReactElement } from "react";

type IconName = (typeof iconNames)[number];
const names: ReadonlySet<string> = new Set(iconNames);

/** Any icon of lucide's. A chunk of its own: the list of names alone is larger than the editor's icons. */
export function AnyIcon({
  name,
  className,
  fallback,
}: {
  name: string;
  className?: string | undefined;
  fallback: ReactElement;
}) {
  if (!names.has(name)) return fallback;
  return <DynamicIcon aria-hidden className={className} fallback={() => fallback} name={name as IconName} />;
}
