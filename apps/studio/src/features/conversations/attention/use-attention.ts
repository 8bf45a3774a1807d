import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useTitleCount } from "../../../shared/screens/page-title.ts";
import { useMe } from "../../../shared/session/me.ts";
import { useWorkspaceId } from "../../../shared/session/workspace.ts";
import { countsQuery } from "../conversation-queries.ts";
import { useAlertsWanted } from "./alert-store.ts";

/**
 * What wants the person signed in, counted in the title of every screen: whoever waits, and their own conversations with unread
 * messages. What comes while nobody looks calls them, if they want that. Once, in the workspace's layout.
 * @returns conversations that wait for a person: the figure on the rail
 */
export function useAttention(): number {
  const { t } = useTranslation("shell");
  const { data: counts } = useQuery(countsQuery(useWorkspaceId()));
  const [wanted] = useAlertsWanted(useMe().account.id);
  const before = useRef(counts);
  useTitleCount((counts?.waiting ?? 0) + (counts?.mineUnread ?? 0));
  useEffect(() => {
    const last = before.current;
    before.current = counts;
    if (!wanted || !counts || !last || !document.hidden) return;
    const written = counts.mineMessages > last.mineMessages;
    if (!written && counts.waiting <= last.waiting) return;
    const text = t(written ? "alert.message" : "alert.waiting");
    // Missed once where the network fails: the title says it as well.
    void import("./sound-alert.ts").then(({ soundAlert }) => soundAlert(text)).catch(() => undefined);
  }, [counts, wanted, t]);
  return counts?.waiting ?? 0;
}
