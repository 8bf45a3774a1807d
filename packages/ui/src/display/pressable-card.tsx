import { mergeProps } from "@base-ui/react/merge-props";
import { useRender } from "@base-ui/react/use-render";
import { classNames } from "../class-names.ts";

export interface PressableCardProps extends useRender.ComponentProps<"button"> {
  /** Chosen among its neighbours. */
  selected?: boolean;
}

/** A card that is one button, or one link by `render={<Link to="…" />}`: a template, a channel to connect, a card of a board. */
export function PressableCard({ selected, render, className, ...props }: PressableCardProps) {
  return useRender({
    defaultTagName: "button",
    render,
    props: mergeProps<"button">(
      {
        ...(render ? {} : { type: "button" }),
        "aria-pressed": render ? undefined : selected,
        className: classNames(
          "block w-full rounded-lg border p-4 text-left text-ink transition-colors",
          selected
            ? "border-accent bg-accent-soft"
            : "border-line bg-surface hover:border-line-strong hover:bg-surface-2",
          className,
        ),
      },
      props,
    ),
  });
}
