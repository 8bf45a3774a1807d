import { Check, Copy } from "lucide-react";
import { useRef, useState } from "react";
import { copyText } from "../actions/copy-text.ts";
import { IconButton } from "../actions/icon-button.tsx";
import { classNames } from "../class-names.ts";
import { ScrollArea } from "../layout/scroll-area.tsx";

export interface CodeBlockProps {
  code: string;
  /** Names the block for screen readers. */
  label: string;
  /** Both together show a copy button. Where the browser refuses, the code is selected for the person to copy. */
  copyLabel?: string;
  copiedLabel?: string;
  /** Breaks long lines instead of scrolling. */
  wrap?: boolean;
  className?: string;
}

/** Code or data to read: a payload, an example call. */
export function CodeBlock({ code, label, copyLabel, copiedLabel, wrap, className }: CodeBlockProps) {
  const [copied, setCopied] = useState(false);
  const text = useRef<HTMLPreElement>(null);
  const copy = () =>
    copyText(code).then(
      () => setCopied(true),
      () => text.current && getSelection()?.selectAllChildren(text.current),
    );
  return (
    <div className={classNames("relative rounded-md border border-line bg-surface-2", className)}>
      <ScrollArea className="max-h-80 rounded-md" label={label}>
        <pre
          className={classNames(
            "w-max min-w-full p-3 font-mono text-ink text-sm leading-[18px]",
            wrap && "w-full! whitespace-pre-wrap wrap-anywhere",
            copyLabel && "pr-11",
          )}
          ref={text}
        >
          {code}
        </pre>
      </ScrollArea>
      {copyLabel ? (
        <IconButton
          className="absolute top-1.5 right-1.5 bg-surface-2"
          icon={copied ? <Check className="text-success-ink" /> : <Copy />}
          label={copied ? (copiedLabel ?? copyLabel) : copyLabel}
          onClick={() => void copy()}
          onPointerLeave={() => setCopied(false)}
          size="sm"
        />
      ) : null}
    </div>
  );
}
