import { VisuallyHidden } from "@prosa/ui";
import { MessageCircle } from "lucide-react";

interface ChannelIconProps {
  channel: string;
  /** Says the channel where no words stand beside the icon. */
  label?: string;
}

const colors: Record<string, string> = { whatsapp: "var(--ch-whatsapp)" };

/** A channel's mark in its own hue. */
export function ChannelIcon({ channel, label }: ChannelIconProps) {
  const Icon = channel === "whatsapp" ? WhatsAppIcon : MessageCircle;
  return (
    <span
      className="inline-grid shrink-0 place-items-center"
      style={{ color: colors[channel] ?? "var(--ink-2)" }}
      title={label}
    >
      <Icon className="size-3.5" />
      {label ? <VisuallyHidden>{label}</VisuallyHidden> : null}
    </span>
  );
}

/** A bubble with a receiver, in the weight of the other icons. */
function WhatsAppIcon({ className }: { className: string }) {
  return (
    <svg
      aria-hidden
      className={className}
      fill="none"
      stroke="currentColor"
      strokeLinecap="round"
      strokeLinejoin="round"
      strokeWidth="2"
      viewBox="0 0 24 24"
    >
      <path d="M3 21l1.65-4.6A9 9 0 1 1 8.2 19.7L3 21z" />
      <path
        d="M9 9.2c0 3.2 2.6 5.8 5.8 5.8l1-1.6-2-1-1 .8a4.4 4.4 0 0 1-2-2l.8-1-1-2L9 9.2z"
        fill="currentColor"
        stroke="none"
      />
    </svg>
  );
}
