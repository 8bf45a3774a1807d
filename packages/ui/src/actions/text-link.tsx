import { mergeProps } from "@base-ui/react/merge-props";
import { useRender } from "@base-ui/react/use-render";
import { classNames } from "../class-names.ts";

export interface TextLinkProps extends useRender.ComponentProps<"a"> {
  /** `plain` underlines only on hover: for rows and headers where the place already says "link". */
  look?: "underlined" | "plain";
}

/** A link in running text. With a router: `<TextLink render={<Link to="…" />}>`; without `href` or `render` it is a button that looks like one. */
export function TextLink({ look = "underlined", className, render, ...props }: TextLinkProps) {
  return useRender({
    defaultTagName: props.href ? "a" : "button",
    render,
    props: mergeProps<"a">(props, {
      ...(render || props.href ? {} : { type: "button" }),
      className: classNames(
        "rounded-sm font-medium text-accent-text decoration-accent/50 underline-offset-2 hover:decoration-current",
        look === "underlined" ? "underline" : "hover:underline",
        className,
      ),
    }),
  });
}
