import { BatteryFull, Signal } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "../class-names.ts";
import { ScrollArea } from "../layout/scroll-area.tsx";

export interface PhoneFrameProps {
  /** Names the region: "Test phone". */
  label: string;
  /** Clock of the status bar. */
  time: string;
  /** Under the status bar: PhoneHeader. */
  header?: ReactNode;
  /** The screen; a thread scrolls inside. */
  children: ReactNode;
  /** At the lower edge: the composer. */
  footer?: ReactNode;
  /** Fills the height of its container, up to a real phone's shape. */
  fill?: boolean;
  className?: string;
}

/** A drawn handset with a chat on it. The screen reads as the customer's: larger touch, rounder, always a phone. */
export function PhoneFrame({ label, time, header, children, footer, fill, className }: PhoneFrameProps) {
  return (
    <section
      aria-label={label}
      className={classNames(
        "mx-auto w-[288px] max-w-full shrink-0 rounded-[38px] bg-phone p-[7px] shadow-2 ring-1 ring-phone-edge",
        fill ? "h-full max-h-[640px] min-h-80" : "h-[604px]",
        className,
      )}
    >
      <div className="relative flex h-full flex-col overflow-hidden rounded-[31px] bg-surface-2">
        <div
          aria-hidden
          className="num flex h-7 shrink-0 items-center justify-between bg-surface pt-1 pr-[18px] pl-[22px] font-bold text-[11px]"
        >
          {time}
          <span className="h-4 w-[60px] rounded-full bg-phone" />
          <span className="flex items-center gap-1 [&_svg]:size-3.5">
            <Signal />
            <BatteryFull />
          </span>
        </div>
        {header}
        <div className="min-h-0 flex-1 bg-[color-mix(in_oklab,var(--accent)_5%,var(--bg))]">{children}</div>
        {footer ? <div className="shrink-0 border-line border-t bg-surface px-2 pt-1.5 pb-3.5">{footer}</div> : null}
        <span
          aria-hidden
          className="absolute bottom-[5px] left-1/2 h-[3px] w-[88px] -translate-x-1/2 rounded-full bg-ink-3"
        />
      </div>
    </section>
  );
}

export interface PhoneHeaderProps {
  title: ReactNode;
  subtitle?: ReactNode;
  avatar?: ReactNode;
  leading?: ReactNode;
  actions?: ReactNode;
}

/** Who one is chatting with. */
export function PhoneHeader({ title, subtitle, avatar, leading, actions }: PhoneHeaderProps) {
  return (
    <div className="flex h-[42px] shrink-0 items-center gap-2 border-line border-b bg-surface px-2.5">
      {leading}
      {avatar}
      <div className="min-w-0 flex-1 leading-[14px]">
        <div className="truncate font-bold text-sm">{title}</div>
        {subtitle ? <div className="truncate text-[11px] text-ink-2">{subtitle}</div> : null}
      </div>
      {actions}
    </div>
  );
}

/** The thread inside a PhoneFrame: newest at the foot, scrolls, announces what arrives. */
export function PhoneThread({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ScrollArea className="flex h-full flex-col-reverse px-2 py-2.5 text-sm leading-[17px]" label={label} role="log">
      <div className="mb-auto flex flex-col gap-[5px]">{children}</div>
    </ScrollArea>
  );
}

export interface PhoneBubbleProps {
  /** `theirs`: the business writes to the phone; `mine`: the person who holds it. */
  side: "theirs" | "mine";
  children: ReactNode;
  time?: ReactNode;
  media?: ReactNode;
  /** After the time: DeliveryTicks. */
  ticks?: ReactNode;
}

/** A message as the customer sees it. */
export function PhoneBubble({ side, children, time, media, ticks }: PhoneBubbleProps) {
  return (
    <div
      className={classNames(
        "flow-root max-w-[80%] rounded-[11px] px-[9px] py-1.5 shadow-1 wrap-anywhere whitespace-pre-wrap",
        side === "mine"
          ? "self-end rounded-br-[4px] bg-bubble-out"
          : "self-start rounded-bl-[4px] bg-bubble-in dark:bg-surface-2",
      )}
    >
      {media ? <div className="-mx-[5px] -mt-0.5 mb-1.5 overflow-hidden rounded-[7px]">{media}</div> : null}
      {children}
      {time ? (
        <span className="num float-right mt-[3px] -mb-[3px] ml-2 flex items-center gap-[3px] text-[11px] text-bubble-meta leading-[15px]">
          {time}
          {ticks}
        </span>
      ) : null}
    </div>
  );
}
