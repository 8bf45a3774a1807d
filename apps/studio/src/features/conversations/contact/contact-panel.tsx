import {
  Avatar,
  Badge,
  copyText,
  Definition,
  DefinitionList,
  HueSquare,
  IconButton,
  ScrollArea,
  useToast,
} from "@prosa/ui";
import { useQuery } from "@tanstack/react-query";
import { Check, Copy, Pencil } from "lucide-react";
import { type ReactNode, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { ChannelIcon } from "../../../shared/channels/channel-icon.tsx";
import { formatPhone } from "../../../shared/i18n/phone.ts";
import { useFormat } from "../../../shared/i18n/use-format.ts";
import { late } from "../../../shared/screens/late.ts";
import { QuerySection } from "../../../shared/screens/query-section.tsx";
import { useWorkspaceId } from "../../../shared/session/workspace.ts";
import type { Conversation } from "../conversation-queries.ts";
import { contactName } from "../list/conversation-row.tsx";
import { type Contact, contactQuery } from "./contact-queries.ts";
import { showValue } from "./show-value.ts";

const EditContactDialog = late(() =>
  import("./edit-contact-dialog.tsx").then((file) => ({ default: file.EditContactDialog })),
);

/** Who the customer is: this conversation, the channels, what flows have learnt, tags. */
export function ContactPanel({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation("conversations");
  const query = useQuery(contactQuery(useWorkspaceId(), conversation.contact.id));
  const [editing, setEditing] = useState(false);
  const name = contactName(query.data ?? conversation.contact, t("unnamed"));
  return (
    <div className="flex h-full flex-col bg-surface">
      <div className="flex shrink-0 items-center gap-3 px-4 py-3">
        <Avatar hueKey={conversation.contact.id} name={name} size={48} />
        <div className="min-w-0 flex-1">
          <h3 className="line-clamp-2 font-bold text-md tracking-[-0.012em] wrap-anywhere">{name}</h3>
          {query.data ? <Since contact={query.data} /> : null}
        </div>
        {query.data ? (
          <IconButton icon={<Pencil />} label={t("contact.edit")} onClick={() => setEditing(true)} />
        ) : null}
      </div>
      <ScrollArea className="flex-1" label={t("contact.title")}>
        <CaseSection conversation={conversation} />
        <QuerySection query={query} rows={3}>
          {(contact) => (
            <>
              <ChannelsSection contact={contact} />
              <FieldsSection contact={contact} />
              {editing ? (
                <Suspense>
                  <EditContactDialog contact={contact} onOpenChange={setEditing} open />
                </Suspense>
              ) : null}
            </>
          )}
        </QuerySection>
      </ScrollArea>
    </div>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="border-line border-t px-4 py-2.5">
      <h4 className="mb-1.5 font-bold text-ink-2 text-xs">{title}</h4>
      {children}
    </section>
  );
}

function Since({ contact }: { contact: Contact }) {
  const { t } = useTranslation("conversations");
  const format = useFormat();
  return <p className="mt-0.5 text-ink-2 text-xs">{t("contact.since", { date: format.date(contact.createdAt) })}</p>;
}

function CaseSection({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation("conversations");
  const format = useFormat();
  const { protocol, queue, assignee, flow, status, createdAt } = conversation;
  return (
    <Section title={t("contact.case")}>
      <DefinitionList className="text-sm">
        <Definition
          action={<CopyButton label={t("contact.copyProtocol")} text={protocol} />}
          term={t("contact.protocol")}
        >
          <span className="num">{protocol}</span>
        </Definition>
        <Definition term={t("contact.status")}>{t(`statusName.${status}`)}</Definition>
        {queue ? (
          <Definition term={t("contact.queue")}>
            <HueSquare className="mr-1.5" color={queue.color} hueKey={queue.id} />
            {queue.name}
          </Definition>
        ) : null}
        {assignee ? <Definition term={t("contact.assignee")}>{assignee.name}</Definition> : null}
        {flow ? (
          <Definition term={t("contact.flow")}>{t("botFlow", { flow: flow.name, version: flow.version })}</Definition>
        ) : null}
        <Definition term={t("contact.begun")}>{format.dateTime(createdAt)}</Definition>
      </DefinitionList>
    </Section>
  );
}

function CopyButton({ text, label }: { text: string; label: string }) {
  const { t } = useTranslation("common");
  const toast = useToast();
  const [copied, setCopied] = useState(false);
  const copy = () =>
    copyText(text).then(
      () => setCopied(true),
      () => toast.show({ title: t("error.copy"), tone: "warning" }),
    );
  return (
    <IconButton
      icon={copied ? <Check className="text-success-ink" /> : <Copy />}
      label={copied ? t("action.copied") : label}
      onClick={() => void copy()}
      onPointerLeave={() => setCopied(false)}
      size="xs"
    />
  );
}

function ChannelsSection({ contact }: { contact: Contact }) {
  const { t } = useTranslation("conversations");
  return (
    <Section title={t("contact.channels")}>
      <ul>
        {addresses(contact).map(({ channel, address }) => (
          <li className="flex min-h-6.5 items-center gap-2 text-sm" key={`${channel} ${address}`}>
            <ChannelIcon channel={channel} />
            <span className="num min-w-0 truncate" title={address}>
              {formatPhone(address)}
            </span>
          </li>
        ))}
        {contact.phone && !contact.identities.some(({ address }) => address.replace(/\D/g, "") === contact.phone) ? (
          <li className="num min-h-6.5 text-sm">{formatPhone(contact.phone)}</li>
        ) : null}
      </ul>
      {contact.email ? <p className="truncate text-sm">{contact.email}</p> : null}
    </Section>
  );
}

function FieldsSection({ contact }: { contact: Contact }) {
  const { t } = useTranslation("conversations");
  const fields = Object.entries(contact.fields);
  const format = useFormat();
  if (fields.length === 0 && contact.tags.length === 0 && !contact.language) return null;
  return (
    <Section title={t("contact.data")}>
      {contact.tags.length > 0 ? (
        <ul aria-label={t("contact.tags")} className="mb-2 flex flex-wrap gap-1">
          {contact.tags.map((tag) => (
            <li className="max-w-full" key={tag}>
              <Badge hueKey={tag}>{tag}</Badge>
            </li>
          ))}
        </ul>
      ) : null}
      <DefinitionList className="text-sm">
        {contact.language ? <Definition term={t("contact.language")}>{contact.language}</Definition> : null}
        {fields.map(([name, value]) => {
          const shown = showValue(value, { yes: t("yes"), no: t("no"), date: format.date });
          return (
            <Definition
              key={name}
              term={
                <span className="block max-w-28 truncate" title={name}>
                  {name}
                </span>
              }
            >
              <span title={shown}>{shown}</span>
            </Definition>
          );
        })}
      </DefinitionList>
    </Section>
  );
}

/** One person may be known under several keys with the same address. */
function addresses({ identities }: Contact): Contact["identities"] {
  return identities.filter(
    (one, at) =>
      identities.findIndex(({ channel, address }) => channel === one.channel && address === one.address) === at,
  );
}
