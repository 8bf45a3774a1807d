import { Drawer } from "@prosa/ui";
import { useTranslation } from "react-i18next";
import type { Conversation } from "../conversation-queries.ts";
import { ContactPanel } from "./contact-panel.tsx";

interface ContactDrawerProps {
  conversation: Conversation;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** The panel on narrow screens. */
export function ContactDrawer({ conversation, open, onOpenChange }: ContactDrawerProps) {
  const { t } = useTranslation(["conversations", "common"]);
  return (
    <Drawer closeLabel={t("common:action.close")} onOpenChange={onOpenChange} open={open} title={t("contact.title")}>
      <div className="-m-4">
        <ContactPanel conversation={conversation} />
      </div>
    </Drawer>
  );
}
