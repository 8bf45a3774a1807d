import type { ReactNode } from "react";
import { classNames } from "../class-names.ts";
import { type DeliveryStatus, DeliveryTicks } from "./delivery-ticks.tsx";

export type ChatTone = "in" | "out" | "bot" | "note";

export interface ChatBubbleProps {
  /** in: the customer, left and white; out: the team, right; bot: right and blue; note: private, yellow and dashed. */
  tone: ChatTone;
  children: ReactNode;
  time?: ReactNode;
  /** Over the bubble: flow and version of a bot. In a note it stands inside, before the time. */
  label?: ReactNode;
  status?: DeliveryStatus;
  /** The status in words. */
  statusLabel?: string;
  /** Beside the bubble, at its foot. */
  avatar?: ReactNode;
  /** Picture, sound or file that fills the bubble's width, above the text. */
  media?: ReactNode;
  /** ChatChoices inside the bubble. */
  choices?: ReactNode;
  /** Shows on hover and focus, beside the bubble: IconButtons. */
  actions?: ReactNode;
  className?: string;
}

const bubbles: Record<ChatTone, string> = {
  in: "border-line bg-bubble-in rounded-bl-[4px]",
  out: "border-transparent bg-bubble-out rounded-br-[4px]",
  bot: "border-transparent bg-bubble-bot rounded-br-[4px]",
  note: "border-dashed border-note-line bg-bubble-note",
};

/** One message of a thread. */
export function ChatBubble({
  tone,
  children,
  time,
  label,
  status,
  statusLabel,
  avatar,
  media,
  choices,
  ...props
}: ChatBubbleProps) {
  const isNote = tone === "note";
  const meta =
    time || status ? (
      <span className="num relative top-px float-right mt-1 -mr-0.5 -mb-0.5 ml-3 inline-flex items-center gap-[3px] text-[11px] text-bubble-meta leading-4 whitespace-nowrap">
        {time}
        {status ? <DeliveryTicks label={statusLabel} status={status} /> : null}
      </span>
    ) : null;
  return (
    <div
      className={classNames(
        "group/bubble flex max-w-full items-end gap-2",
        tone !== "in" && "justify-end",
        props.className,
      )}
    >
      {tone === "in" ? avatar : null}
      {tone === "in" ? null : <BubbleActions>{props.actions}</BubbleActions>}
      <div className="min-w-0 max-w-[min(500px,85%)]">
        {label && !isNote ? (
          <div className="mx-0.5 mb-[3px] flex items-center justify-end gap-1 text-ink-2 text-xs [&_svg]:size-3.5">
            {label}
          </div>
        ) : null}
        <div className={classNames("flow-root rounded-lg border px-3 py-[7px] wrap-anywhere", bubbles[tone])}>
          {isNote ? (
            <div className="mb-0.5 flex items-center gap-1.5 text-note-ink text-xs leading-5 [&_svg]:size-3.5">
              {label}
              <span className="num ml-auto pl-3">{time}</span>
            </div>
          ) : null}
          {media ? <div className="-mx-2 -mt-1 mb-1 overflow-hidden rounded-md">{media}</div> : null}
          <div className="contents whitespace-pre-wrap">{children}</div>
          {choices ? (
            <div className="flex flex-wrap items-end justify-between gap-x-3">
              {choices}
              {meta}
            </div>
          ) : isNote ? null : (
            meta
          )}
        </div>
      </div>
      {tone === "in" ? <BubbleActions>{props.actions}</BubbleActions> : avatar}
    </div>
  );
}

function BubbleActions({ children }: { children: ReactNode }) {
  if (!children) return null;
  return (
    <div className="flex items-center self-center opacity-0 transition-opacity focus-within:opacity-100 group-hover/bubble:opacity-100 pointer-coarse:opacity-100">
      {children}
    </div>
  );
}
