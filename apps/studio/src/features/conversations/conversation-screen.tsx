import { buttonLook, EmptyState, SplitPane } from "@prosa/ui";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Inbox } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useMediaQuery } from "../../shared/screens/use-media-query.ts";
import { useWorkspaceId } from "../../shared/session/workspace.ts";
import { isNumber, useStored } from "../../shared/storage/use-stored.ts";
import { type ConversationFilter, countsQuery } from "./conversation-queries.ts";
import { ConversationList } from "./list/conversation-list.tsx";

interface ConversationScreenProps {
  filter: ConversationFilter;
  /** `replace`: going back does not lead to what was before. */
  onFilterChange: (filter: ConversationFilter, replace?: boolean) => void;
  selected: string | undefined;
  onOpen: (conversation: string) => void;
  /** The thread of what is selected. */
  children: ReactNode;
}

/** List and thread side by side; on a phone one at a time. */
export function ConversationScreen({ children, selected, ...list }: ConversationScreenProps) {
  const { t } = useTranslation("conversations");
  const wide = useMediaQuery("(min-width: 768px)");
  const [width, setWidth] = useStored<number>("conversation-list", 360, isNumber);
  const pane = <ConversationList selected={selected} {...list} />;
  if (!wide) return selected ? children : pane;
  return (
    <SplitPane
      defaultSize={width}
      fixed={pane}
      handleLabel={t("listWidth")}
      maxSize={520}
      minSize={300}
      onSizeChange={setWidth}
    >
      {children}
    </SplitPane>
  );
}

/** The thread pane while nothing is open. */
export function NothingOpen() {
  const { t } = useTranslation("conversations");
  const workspace = useWorkspaceId();
  const { data: counts } = useQuery(countsQuery(workspace));
  const idle = counts !== undefined && Object.values(counts).every((count) => count === 0);
  return (
    <div className="grid h-full place-items-center bg-bg">
      {idle ? (
        <EmptyState
          action={
            <Link className={buttonLook({ variant: "primary" })} params={{ workspace }} to="/w/$workspace/connections">
              {t("idleAction")}
            </Link>
          }
          icon={<Inbox />}
          text={t("idleText")}
          title={t("idle")}
        />
      ) : (
        <EmptyState icon={<Inbox />} text={t("nothingOpenText")} title={t("nothingOpen")} />
      )}
    </div>
  );
}
