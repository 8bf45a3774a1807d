import { hueOf, initialsOf, softHue } from "@prosa/ui";

/** The initials of a workspace on a rounded square of its colour. */
export function WorkspaceTile({ name, size = 24 }: { name: string; size?: number }) {
  return (
    <span
      aria-hidden
      className="grid shrink-0 place-items-center rounded-sm font-bold leading-none"
      style={{ ...softHue(hueOf(name)), width: size, height: size, fontSize: size * 0.44 }}
    >
      {initialsOf(name)}
    </span>
  );
}
