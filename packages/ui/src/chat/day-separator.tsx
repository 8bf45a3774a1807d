import type { ReactNode } from "react";

/** The day between two messages; `note` says what is special about it. */
export function DaySeparator({ children, note }: { children: ReactNode; note?: ReactNode }) {
  return (
    <div className="flex h-8 items-center gap-3 font-medium text-ink-3 text-xs before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
      <span>
        {children}
        {note ? <span className="ml-1 rounded-[4px] bg-surface-2 px-1.5 py-px text-ink-2">{note}</span> : null}
      </span>
    </div>
  );
}

/** Something that happened in the thread without being a message: transferred, closed. */
export function SystemLine({ icon, children, time }: { icon?: ReactNode; children: ReactNode; time?: ReactNode }) {
  return (
    <div className="flex min-h-[26px] items-center justify-center gap-1.5 text-center text-ink-2 text-sm [&_b]:font-medium [&_b]:text-ink [&_svg]:size-3.5 [&_svg]:shrink-0 [&_svg]:text-ink-3">
      {icon}
      <span>{children}</span>
      {time ? <span className="num text-ink-3 text-xs">{time}</span> : null}
    </div>
  );
}

/** Somebody is typing. `label` says who, beside the dots. */
export function TypingDots({ label, avatar }: { label: string; avatar?: ReactNode }) {
  return (
    <output className="flex h-8 items-center gap-2 text-ink-3 text-xs">
      {avatar}
      <span
        aria-hidden
        className="inline-flex gap-[3px] rounded-lg rounded-bl-[4px] border border-line bg-surface px-2.5 py-2"
      >
        {[0, 1, 2].map((dot) => (
          <span
            className="size-[5px] animate-typing rounded-full bg-ink-3 opacity-60"
            key={dot}
            style={{ animationDelay: `${dot * 150}ms` }}
          />
        ))}
      </span>
      {label}
    </output>
  );
}
