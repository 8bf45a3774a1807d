import { mergeProps } from "@base-ui/react/merge-props";
import { useRender } from "@base-ui/react/use-render";
import type { ReactNode } from "react";
import { classNames } from "../class-names.ts";

export interface ListRowProps extends Omit<useRender.ComponentProps<"button">, "title" | "children"> {
  title: ReactNode;
  /** Second line. */
  description?: ReactNode;
  /** Third line: the 76 px row of conversations. */
  meta?: ReactNode;
  /** Before the text: an avatar, an icon tile. */
  leading?: ReactNode;
  /** Right of the title: a time. */
  aside?: ReactNode;
  /** Right of the second line: a count. */
  badge?: ReactNode;
  selected?: boolean;
  /** Heavier title: something unread. */
  strong?: boolean;
  /** `flush` runs to both edges with a hairline below; `inset` is a rounded row of a palette or picker. */
  look?: "flush" | "inset";
}

/** One row of a list, pressable. As a link: `render={<Link to="…" />}`. Its own small buttons go beside it, not inside. */
export function ListRow({
  title,
  description,
  meta,
  leading,
  aside,
  badge,
  selected,
  strong,
  look = "flush",
  ...props
}: ListRowProps) {
  const { render, className, ...element } = props;
  const three = meta !== undefined;
  const children = (
    <>
      {leading ? <span className={classNames("grid shrink-0", three && "self-start pt-0.5")}>{leading}</span> : null}
      <span className="flex min-w-0 flex-1 flex-col">
        <span className="flex min-w-0 items-center gap-2">
          <span className={classNames("min-w-0 flex-1 truncate text-ink", strong ? "font-bold" : "font-medium")}>
            {title}
          </span>
          {aside ? (
            <span className={classNames("num shrink-0 text-xs", strong || selected ? "text-ink-2" : "text-ink-3")}>
              {aside}
            </span>
          ) : null}
        </span>
        {description || badge ? (
          <span className="flex min-w-0 items-center gap-2">
            <span
              className={classNames(
                "min-w-0 flex-1 truncate text-sm",
                look === "flush" && "leading-5",
                strong ? "text-ink" : "text-ink-2",
              )}
            >
              {description}
            </span>
            {badge}
          </span>
        ) : null}
        {three ? (
          <span className="flex min-h-5 min-w-0 items-center justify-between gap-2 text-ink-2 text-xs">{meta}</span>
        ) : null}
      </span>
    </>
  );
  return useRender({
    defaultTagName: "button",
    render,
    props: mergeProps<"button">(
      {
        type: render ? undefined : "button",
        "aria-current": selected ? "true" : undefined,
        children,
        className: classNames(
          "relative flex w-full items-center gap-3 text-left transition-colors focus-visible:-outline-offset-2 pointer-coarse:min-h-11",
          look === "inset"
            ? "min-h-10 gap-2.5 rounded-sm px-2 py-1"
            : "px-4 py-2 after:absolute after:right-0 after:bottom-0 after:h-px after:bg-line",
          look === "flush" && (selected ? "after:hidden" : leading ? "after:left-16" : "after:left-0"),
          three && "min-h-19",
          selected ? "bg-accent-soft" : "hover:bg-surface-2",
          selected && look === "flush" && "shadow-[inset_3px_0_0_var(--accent)]",
          className as string | undefined,
        ),
      },
      element,
    ),
  });
}
