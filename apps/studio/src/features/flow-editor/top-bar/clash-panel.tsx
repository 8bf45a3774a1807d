import type { Json } from "@prosa/flow-schema";
import { Button, Chip, Popover } from "@prosa/ui";
import { GitCompare } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { api } from "../../../shared/api/client.ts";
import { unwrap } from "../../../shared/api/unwrap.ts";
import { useFormat } from "../../../shared/i18n/use-format.ts";
import type { DraftSession } from "../document/use-draft-session.ts";
import { useDocument, useEditor } from "../editor-context.ts";
import type { Clash, FlowAddress } from "../flow-queries.ts";
import { blockTitle, type ClashDrawing, clashSide, settingTitle } from "./clash-words.ts";

/** Two people changed the same thing: both are kept, and one of them is picked here. */
export function ClashPanel({ saving, address }: Pick<DraftSession, "saving"> & { address: FlowAddress }) {
  const { t } = useTranslation("flow-editor");
  const clashes = useStore(saving, (state) => state.clashes);
  if (clashes.length === 0) return null;
  return (
    <Popover
      align="center"
      className="w-[min(420px,92vw)]"
      closeLabel={t("action.close")}
      title={t("clash.title")}
      trigger={<Chip icon={<GitCompare aria-hidden />}>{t("clash.count", { count: clashes.length })}</Chip>}
    >
      <p className="mb-2 text-pretty text-ink-2">{t("clash.help")}</p>
      <ul className="scrollbar-thin flex max-h-80 flex-col gap-3 overflow-y-auto">
        {clashes.map((clash) => (
          <OneClash address={address} clash={clash} key={clash.id} saving={saving} />
        ))}
      </ul>
    </Popover>
  );
}

function OneClash({ clash, saving, address }: { clash: Clash; address: FlowAddress } & Pick<DraftSession, "saving">) {
  const { t } = useTranslation("flow-editor");
  const editor = useEditor();
  const { store } = editor;
  const document = useDocument((state) => state.document);
  const drawing = { ...editor, document };
  const format = useFormat();
  const name = useClashName(drawing);
  const said = useClashSide(drawing);
  const settle = (keep: "mine" | "theirs") => {
    const mine = clash.mine as Json | undefined;
    const change = mine === undefined ? { path: clash.path } : { path: clash.path, value: mine };
    if (keep === "mine") store.getState().commit([change], "resolve");
    saving.setState({ clashes: saving.getState().clashes.filter((one) => one.id !== clash.id) });
    const params = { path: { ...address, clash: clash.id } };
    // Should this fail, the clash is there again when the editor is opened: nothing is lost by it.
    unwrap(api.DELETE("/api/v1/workspaces/{workspace}/flows/{flow}/draft/clashes/{clash}", { params })).catch(
      () => undefined,
    );
  };
  return (
    <li className="rounded-md border border-line p-2.5">
      <p className="font-medium">{name(clash)}</p>
      <p className="text-ink-2 text-sm">{t("clash.by", { name: clash.by.name, when: format.relative(clash.at) })}</p>
      <div className="mt-2 grid grid-cols-2 gap-2">
        {(["theirs", "mine"] as const).map((which) => (
          <div className="flex min-w-0 flex-col gap-1.5" key={which}>
            <span className="text-ink-2 text-sm">{t(which === "mine" ? "clash.proposed" : "clash.stored")}</span>
            <p className="scrollbar-thin max-h-24 flex-1 overflow-y-auto rounded-sm bg-surface-2 px-2 py-1.5 text-sm whitespace-pre-wrap wrap-anywhere">
              {said(clash, which)}
            </p>
            <Button onClick={() => settle(which)} size="sm">
              {t("clash.keep")}
            </Button>
          </div>
        ))}
      </div>
    </li>
  );
}

/** What was changed: which block, and what of it. */
function useClashName(drawing: ClashDrawing): (clash: Clash) => string {
  const { t } = useTranslation(["flow-editor", "inspector"]);
  return ({ path, mine, theirs }) => {
    const [map, id = "", part] = path;
    const block = (node: string) => blockTitle(node, [mine, theirs], drawing) ?? t("clash.aBlock");
    if (map === "nodes") {
      const detail =
        part === "at" ? t("clash.place") : part === "label" ? t("clash.name") : settingTitle(path, drawing);
      return detail ? `${block(id)}: ${detail}` : block(id);
    }
    if (map === "edges") return t("clash.link", { block: block(id.split(":")[0] ?? "") });
    if (map === "settings") return t("inspector:flowSettings.title");
    return map === "notes" ? t("tools.note") : id;
  };
}

function useClashSide(drawing: ClashDrawing): (clash: Clash, side: "mine" | "theirs") => ReactNode {
  const { t } = useTranslation("flow-editor");
  return (clash, which) => {
    const side = clashSide(clash.path, clash[which], drawing);
    if (side.kind === "text" && side.text) return side.text;
    const words = {
      removed: t("clash.removed"),
      moved: t(which === "mine" ? "clash.otherPlace" : "clash.thisPlace"),
      leads: t("clash.leads", { block: side.kind === "leads" ? side.to : "" }),
      text: t("card.empty"),
    };
    return <span className="text-ink-2">{words[side.kind]}</span>;
  };
}
