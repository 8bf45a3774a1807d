import { type ReactNode, useState } from "react";
import { classNames } from "../class-names.ts";
import { hueOf, softHue } from "./hue.ts";

export interface AvatarProps {
  /** Whose: the initials come from it. */
  name: string;
  src?: string | null;
  /** Keeps the colour when the name changes: an id. Otherwise the name. */
  hueKey?: string;
  /** Pixels. */
  size?: number;
  /** Lower right corner: a channel badge, a presence dot. */
  badge?: ReactNode;
  /** Say the name to screen readers; off when the name stands beside it. */
  named?: boolean;
  className?: string;
}

/** A picture or the initials. A picture that does not load becomes the initials. */
export function Avatar({ name, src, hueKey, size = 36, badge, named, className }: AvatarProps) {
  const [failed, setFailed] = useState<string>();
  const picture = src && src !== failed;
  return (
    <span
      {...(named ? { role: "img", "aria-label": name } : { "aria-hidden": true })}
      className={classNames("relative inline-block shrink-0 rounded-full", className)}
      style={{ width: size, height: size }}
    >
      {picture ? (
        <img
          alt=""
          className="size-full rounded-full object-cover"
          loading="lazy"
          onError={() => setFailed(src)}
          src={src}
        />
      ) : (
        <span
          className="grid size-full place-items-center rounded-full font-medium leading-none tracking-normal"
          style={{ ...softHue(hueOf(hueKey ?? name)), fontSize: Math.max(9.5, size * 0.36) }}
        >
          {initialsOf(name)}
        </span>
      )}
      {badge ? <span className="absolute -right-1 -bottom-1 grid">{badge}</span> : null}
    </span>
  );
}

/** First letters of the first and the last word; a phone number or an empty name gives "#". */
export function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^\p{L}/u.test(word));
  const first = words[0];
  if (!first) return "#";
  const last = words.length > 1 ? words.at(-1) : undefined;
  return [first, last]
    .map((word) => word?.match(/^\P{M}\p{M}*/u)?.[0] ?? "")
    .join("")
    .toLocaleUpperCase();
}

/** Ground for the badge of an avatar: an icon in a small disc of the surface's colour. */
export function AvatarBadge({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <span
      className={classNames("grid size-[18px] place-items-center rounded-full bg-surface [&_svg]:size-3", className)}
    >
      {children}
    </span>
  );
}

/** Overlapping avatars of those who are here, and how many more. */
export function AvatarStack({
  people,
  max = 3,
  size = 26,
}: {
  people: readonly AvatarProps[];
  max?: number;
  size?: number;
}) {
  const rest = people.length - max;
  return (
    <span className="inline-flex">
      {people.slice(0, max).map((person) => (
        <Avatar
          key={person.hueKey ?? person.name}
          named
          {...person}
          className="-ml-1 ring-2 ring-surface first:ml-0"
          size={size}
        />
      ))}
      {rest > 0 ? (
        <span
          className="num -ml-1 grid place-items-center rounded-full bg-surface-2 px-1 font-medium text-ink-2 text-xs ring-2 ring-surface"
          style={{ minWidth: size, height: size }}
        >
          +{rest}
        </span>
      ) : null}
    </span>
  );
}
