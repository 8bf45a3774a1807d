import { type ReactNode, useId } from "react";
import { classNames } from "../class-names.ts";

export interface FormSectionProps {
  title: ReactNode;
  description?: ReactNode;
  /** Right of the title: a switch that turns the section on, a button. */
  actions?: ReactNode;
  /** `side` puts title and description left of the fields on wide screens: settings pages. */
  layout?: "stack" | "side";
  children?: ReactNode;
  className?: string;
}

/** Fields that belong together, under a heading and closed by a hairline. */
export function FormSection({ title, description, actions, layout = "stack", children, className }: FormSectionProps) {
  const titleId = useId();
  const side = layout === "side";
  return (
    <section
      aria-labelledby={titleId}
      className={classNames(
        "border-line border-b py-4 last:border-b-0",
        side && "gap-x-8 py-6 md:grid md:grid-cols-[minmax(0,1fr)_minmax(0,2fr)]",
        className,
      )}
    >
      <div className="mb-2.5">
        <div className="flex min-h-5 items-center gap-2">
          <h3 className="flex-1 font-bold text-base" id={titleId}>
            {title}
          </h3>
          {actions}
        </div>
        {description ? <p className="mt-1 text-ink-2 text-sm">{description}</p> : null}
      </div>
      {children ? <div className="flex min-w-0 flex-col gap-3">{children}</div> : null}
    </section>
  );
}
