import type { HandsetMessage } from "@prosa/provider-standin";
import { useToast } from "@prosa/ui";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useProblemText } from "../../shared/api/problem-text.ts";
import { useFormat } from "../../shared/i18n/use-format.ts";
import { act, type HandsetPlace } from "./handset-api.ts";
import { PhoneMessage } from "./phone-message.tsx";

interface PhoneMessagesProps {
  place: HandsetPlace;
  customer: string;
  items: readonly HandsetMessage[];
}

/** The bubbles, with the day over the first of each. */
export function PhoneMessages({ place, customer, items }: PhoneMessagesProps) {
  const { t } = useTranslation("handset");
  const format = useFormat();
  const toast = useToast();
  const problemText = useProblemText();
  const tap = useMutation({
    mutationFn: ({ messageId, optionId }: { messageId: string; optionId: string }) =>
      act(place, customer, { type: "tap", messageId, optionId }),
    onError: (error) => toast.show({ title: problemText(error), tone: "danger" }),
  });
  return items.map((message, index) => {
    const before = items[index - 1];
    const startsDay = !before || format.dayKey(new Date(before.at)) !== format.dayKey(new Date(message.at));
    return (
      <div className="flex flex-col gap-[5px]" data-message={message.id} key={message.id}>
        {startsDay ? (
          <p className="mx-auto my-1 rounded-md bg-surface px-2 py-0.5 text-ink-2 text-xs shadow-1">
            {format.day(new Date(message.at))}
          </p>
        ) : null}
        <PhoneMessage
          answered={items.find((one) => one.kind === "tap" && one.replyTo === message.id)?.text ?? null}
          busy={tap.isPending}
          customer={customer}
          message={message}
          onTap={(optionId) => tap.mutate({ messageId: message.id, optionId })}
          place={place}
          quoted={
            message.replyTo && message.kind !== "tap"
              ? (items.find(({ id }) => id === message.replyTo)?.text ?? t("aMessage"))
              : null
          }
        />
      </div>
    );
  });
}
