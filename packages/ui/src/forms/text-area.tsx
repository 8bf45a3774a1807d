import { Field as Base } from "@base-ui/react/field";
import { type ComponentProps, type ReactNode, useLayoutEffect, useRef } from "react";
import { classNames } from "../class-names.ts";
import { bareInput, fieldBox } from "../look.ts";

export interface TextAreaProps extends Omit<ComponentProps<"textarea">, "className"> {
  /** Lines before it scrolls. */
  maxRows?: number;
  /** Told the new text at every change. */
  onValueChange?: (value: string) => void;
  /** Inside the box, under the text, behind a hairline: tools, a counter. */
  footer?: ReactNode;
  /** Of the box. */
  className?: string;
}

/** Text of several lines that grows with what is written. Put it in a Field, or give it an `aria-label`. */
export function TextArea({ rows = 2, maxRows = 12, onValueChange, footer, className, ref, ...props }: TextAreaProps) {
  const own = useRef<HTMLTextAreaElement | null>(null);
  useLayoutEffect(() => growWithText(own.current));
  return (
    <div className={classNames(fieldBox, "flex-col items-stretch! gap-0", className)}>
      <Base.Control
        {...(props as Base.Control.Props)}
        onValueChange={(value) => onValueChange?.(String(value))}
        render={
          <textarea
            className={classNames(bareInput, "scrollbar-thin field-sizing-content block resize-none px-2.5 py-1.5")}
            ref={(element) => {
              own.current = element;
              if (typeof ref === "function") ref(element);
              else if (ref) ref.current = element;
            }}
            rows={rows}
            style={{ maxHeight: `${maxRows * 20 + 12}px`, minHeight: `${rows * 20 + 12}px` }}
          />
        }
      />
      {footer ? <div className="flex min-h-8 items-center gap-0.5 border-line border-t px-1">{footer}</div> : null}
    </div>
  );
}

/** Browsers without `field-sizing: content` get the height from the text itself. */
function growWithText(area: HTMLTextAreaElement | null): void {
  if (!area || CSS.supports("field-sizing", "content")) return;
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight}px`;
}
