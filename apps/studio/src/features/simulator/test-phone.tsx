import type { ChannelCapabilities, InboundContent } from "@prosa/flow-schema";
import { Avatar, FileButton, IconButton, PhoneFrame, PhoneHeader, PhoneThread, TextField } from "@prosa/ui";
import { Paperclip, SendHorizontal } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../shared/i18n/use-format.ts";
import { OutcomeLine } from "./outcome-line.tsx";
import type { SimulationState } from "./simulation.ts";
import { TranscriptLine } from "./transcript-line.tsx";

interface TestPhoneProps {
  state: SimulationState;
  channel: ChannelCapabilities;
  business: string;
}

/** The customer's phone of a test run: what the flow says, and a place to answer. */
export function TestPhone({ state, channel, business }: TestPhoneProps) {
  const { t } = useTranslation("simulator");
  const format = useFormat();
  const { world } = state;
  const say = (content: InboundContent, preview?: string) =>
    state.send({ type: "customer", content, ...(preview ? { preview } : {}) });
  const lastOut = world.transcript.findLastIndex((item) => item.kind === "out" && item.bubble.type === "choices");
  const answered = world.transcript.findLastIndex((item) => item.kind === "in") > lastOut;
  return (
    <PhoneFrame
      className="max-md:max-h-[calc(100dvh-258px)]"
      footer={<PhoneComposer disabled={!state.ready} onSay={say} />}
      header={
        <PhoneHeader avatar={<Avatar name={business} size={26} />} subtitle={t("phone.subtitle")} title={business} />
      }
      label={t("phone.label")}
      time={format.time(new Date(world.now))}
    >
      <PhoneThread label={t("phone.thread")}>
        {world.transcript.length === 0 ? (
          <p className="self-center rounded-md bg-surface px-3 py-2 text-center text-ink-2 shadow-1">
            {t("phone.empty")}
          </p>
        ) : null}
        {world.transcript.map((item, index) => (
          <TranscriptLine
            answer={world.transcript.slice(index).find((later) => later.kind === "in")?.content}
            channel={channel}
            item={item}
            key={item.id}
            onChoose={
              index === lastOut && !answered && !world.outcome
                ? (option) => say({ type: "choice", id: option.id, title: option.title })
                : undefined
            }
          />
        ))}
        {world.outcome ? <OutcomeLine outcome={world.outcome} /> : null}
      </PhoneThread>
    </PhoneFrame>
  );
}

function PhoneComposer({
  onSay,
  disabled,
}: {
  onSay: (content: InboundContent, preview?: string) => void;
  disabled: boolean;
}) {
  const { t } = useTranslation("simulator");
  const [text, setText] = useState("");
  const attach = ([file]: File[]) => {
    if (!file) return;
    const kind = /^(image|video|audio)\//.exec(file.type)?.[1] as "image" | "video" | "audio" | undefined;
    const about = { providerMediaId: "test", mimeType: file.type, filename: file.name };
    onSay({ type: kind ?? "document", ...about }, URL.createObjectURL(file));
  };
  return (
    <form
      className="flex items-center gap-1"
      onSubmit={(event) => {
        event.preventDefault();
        if (!text.trim()) return;
        onSay({ type: "text", text });
        setText("");
      }}
    >
      <FileButton aria-label={t("phone.attach")} disabled={disabled} onFiles={attach} size="sm" variant="ghost">
        <Paperclip aria-hidden className="size-4" />
      </FileButton>
      <TextField
        aria-label={t("phone.message")}
        className="min-w-0 flex-1"
        disabled={disabled}
        onChange={(event) => setText(event.currentTarget.value)}
        placeholder={t("phone.message")}
        value={text}
      />
      <IconButton
        disabled={disabled || !text.trim()}
        icon={<SendHorizontal />}
        label={t("phone.send")}
        type="submit"
        variant="primary"
      />
    </form>
  );
}
