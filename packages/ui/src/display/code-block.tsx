import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { IconButton } from "../actions/icon-button.tsx";
import { classNames } from "../class-names.ts";

export interface CodeBlockProps {
  code: string;
  /** Names the block for screen readers. */
  label: string;
  /** Both together show a copy button. */
  copyLabel?: string;
  copiedLabel?: string;
  /** Breaks long lines instead of scrolling. */
  wrap?: boolean;
  className?: string;
}

/** Code or data to read: a payload, an example call. */
export function CodeBlock({ code, label, copyLabel, copiedLabel, wrap, className }: CodeBlockProps) {
  const [copied, setCopied] = useState(false);
  return (
    <div className={classNames("relative rounded-md border border-line bg-surface-2", className)}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <pre
        aria-label={label}
        className={classNames(
          "scrollbar-thin max-h-80 overflow-auto rounded-md p-3 font-mono text-ink text-sm leading-[18px]",
          wrap && "whitespace-pre-wrap break-words",
          copyLabel && "pr-11",
        )}
        role="region"
        tabIndex={0}
      >
        {code}
      </pre>
      {copyLabel ? (
        <IconButton
          className="absolute top-1.5 right-1.5 bg-surface-2"
          icon={copied ? <Check className="text-success-ink" /> : <Copy />}
          label={copied ? (copiedLabel ?? copyLabel) : copyLabel}
          onClick={() =>
            void navigator.clipboard.writeText(code).then(
              () => setCopied(true),
              () => setCopied(false),
            )
          }
          onPointerLeave={() => setCopied(false)}
          size="sm"
        />
      ) : null}
    </div>
  );
}
