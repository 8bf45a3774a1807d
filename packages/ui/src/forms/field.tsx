import { Field as Base } from "@base-ui/react/field";
import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "../class-names.ts";

export interface FieldProps {
  label: ReactNode;
  /** One control of this package; the label, the description and the error are tied to it. */
  children: ReactNode;
  /** Help that stays visible. */
  description?: ReactNode;
  /** What is wrong and what to do. Marks the control as invalid. */
  error?: ReactNode;
  /** Said after the label, such as "required" or "optional". */
  hint?: ReactNode;
  /** Marks the label with an asterisk; give the control `required` too, so that it is also said. */
  required?: boolean;
  /** Keeps the label for screen readers only. */
  hideLabel?: boolean;
  /** Label and control on one line: switches, short numbers. */
  inline?: boolean;
  disabled?: boolean;
  /** Name in a form. */
  name?: string;
  className?: string;
}

/** Gives a control its label, help and error. */
export function Field({ label, children, description, error, hint, hideLabel, inline, ...props }: FieldProps) {
  const { disabled, name, required, className } = props;
  return (
    <Base.Root
      className={classNames("flex min-w-0 flex-col", className)}
      disabled={disabled}
      invalid={Boolean(error)}
      name={name}
    >
      <div className={inline ? "flex items-center justify-between gap-3" : "flex flex-col gap-1"}>
        <Base.Label
          className={classNames(
            hideLabel ? "sr-only" : "flex items-baseline gap-1.5",
            inline ? "text-base text-ink" : "text-ink-2 text-sm",
          )}
        >
          {required ? (
            <span>
              {label}
              <span aria-hidden className="ml-0.5 text-danger-ink">
                *
              </span>
            </span>
          ) : (
            label
          )}
          {hint ? <span className="text-ink-3 text-xs">{hint}</span> : null}
        </Base.Label>
        {children}
      </div>
      {description ? <Base.Description className="mt-1.5 text-ink-2 text-sm">{description}</Base.Description> : null}
      {error ? (
        <Base.Error className="mt-1.5 flex items-start gap-1.5 text-danger-ink text-sm" match>
          <CircleAlert aria-hidden className="mt-px size-3.5 shrink-0" />
          <span>{error}</span>
        </Base.Error>
      ) : null}
    </Base.Root>
  );
}
