import { classNames } from "@prosa/ui";
import {
  Check,
  CircleAlert,
  Clock,
  FileText,
  GitBranch,
  Image,
  MessageSquareText,
  Mic,
  RotateCcw,
  TriangleAlert,
  Video,
} from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FormattedText } from "../../../shared/formatted-text/formatted-text.tsx";
import { useMediaUrl } from "../../../shared/media/use-media-url.ts";
import type { BlockFacts } from "./block-facts.ts";
import { type CardLine, type CardModel, type CardPort, type CardViewRow, gapBetween } from "./card-model.ts";
import { ExitDot } from "./exit-dot.tsx";
import { NodeIcon } from "./node-icon.tsx";

interface CardRowsProps {
  node: string;
  model: CardModel;
  facts: BlockFacts;
}

/** The rows of a card; their heights and gaps are those of card-model.ts. */
export function CardRows({ node, model, facts }: CardRowsProps) {
  if (model.rows.length === 0) return null;
  return (
    <div className="pb-[7px] text-[13px] leading-[18px]">
      {model.rows.map((row, i) => (
        <div key={row.key} style={{ paddingTop: gapBetween(model.rows[i - 1]?.kind, row.kind) }}>
          <Row facts={facts} model={model} node={node} row={row} />
        </div>
      ))}
    </div>
  );
}

function Row({ row, node, model, facts }: CardRowsProps & { row: CardViewRow }) {
  if (row.kind === "bubble") return <BubbleRow row={row} />;
  if (row.kind === "well") return <Well lines={row.lines} />;
  if (row.kind === "line") return <PlainLine line={row.line} />;
  const port = model.ports.find((one) => one.id === row.port);
  if (row.kind === "option") return <OptionRow facts={facts} model={model} node={node} port={port} row={row} />;
  return port ? <ExitRow facts={facts} main={row.main} node={node} port={port} /> : null;
}

function BubbleRow({ row }: { row: Extract<CardViewRow, { kind: "bubble" }> }) {
  const { t } = useTranslation("flow-editor");
  const empty = row.bubble === "text" && row.text === "";
  return (
    <div className="mx-2 rounded-[10px] rounded-bl-[3px] bg-bubble-bot px-2.5 py-[7px]">
      {row.bubble === "text" ? null : <BubbleMedia bubble={row.bubble} hash={row.hash} />}
      {row.text ? (
        <p className="line-clamp-[9] whitespace-pre-wrap wrap-anywhere">
          <FormattedText text={row.text} variables />
        </p>
      ) : null}
      {empty ? <p className="text-ink-2">{t("card.empty")}</p> : null}
    </div>
  );
}

const bubbleIcons = { image: Image, video: Video, audio: Mic, document: FileText, template: MessageSquareText };

function BubbleMedia({ bubble, hash }: { bubble: keyof typeof bubbleIcons; hash: string | undefined }) {
  const { t } = useTranslation("flow-editor");
  const url = useMediaUrl(bubble === "image" && hash ? { hash } : undefined);
  const [broken, setBroken] = useState(false);
  const Icon = bubbleIcons[bubble];
  if (url && !broken) {
    return (
      <img
        alt={t("card.bubble.image")}
        className="-mx-[7px] mb-1.5 block h-[86px] w-[calc(100%+14px)] max-w-none rounded-t-[7px] rounded-b-[4px] bg-surface-2 object-cover"
        draggable={false}
        loading="lazy"
        onError={() => setBroken(true)}
        src={url}
      />
    );
  }
  const missing = bubble !== "template" && !hash;
  return (
    <span className={classNames("flex h-6 items-center gap-1.5", missing ? "text-warning-ink" : "text-ink-2")}>
      <Icon aria-hidden className="size-3.5" />
      <span className="truncate">{t(missing ? "card.noFile" : `card.bubble.${bubble}`)}</span>
    </span>
  );
}

interface OptionRowProps extends CardRowsProps {
  row: Extract<CardViewRow, { kind: "option" }>;
  port: CardPort | undefined;
}

/** An option the customer sees has a frame and a number; a rule nobody sees is a well. */
function OptionRow({ row, port, node, model, facts }: OptionRowProps) {
  const { t } = useTranslation("flow-editor");
  const seen = model.category !== "logic";
  const hit = facts.travelled.has(`${node}:${row.port}`);
  return (
    <div className={classNames("option-row", seen ? "is-seen" : "is-rule", hit && "is-hit")}>
      {seen ? <span className="option-number num">{row.number}</span> : null}
      <span className="min-w-0 flex-1 truncate" title={row.text}>
        {row.text ? <FormattedText text={row.text} variables /> : <span className="text-ink-2">{t("card.empty")}</span>}
      </span>
      {port ? <ExitDot facts={facts} node={node} port={port} /> : null}
    </div>
  );
}

const exitIcons: Record<string, typeof Clock> = {
  timeout: Clock,
  invalid: RotateCcw,
  else: RotateCcw,
  error: CircleAlert,
};

function ExitRow({ port, main, node, facts }: { port: CardPort; main: boolean; node: string; facts: BlockFacts }) {
  const open = !facts.linked.has(port.id) && facts.issues.some((issue) => issue.port === port.id);
  const rest = main && port.id === "else";
  const Icon = open ? TriangleAlert : rest ? GitBranch : main ? Check : (exitIcons[port.id] ?? CircleAlert);
  return (
    <div
      className={classNames(
        "relative flex h-[26px] items-center gap-1.5 pr-3.5 pl-3 text-[12.5px]",
        open ? "text-warning-ink" : "text-ink-2",
      )}
    >
      <Icon aria-hidden className={classNames("size-3.5 shrink-0", main && !open && !rest && "text-success-ink")} />
      <span className="min-w-0 flex-1 truncate" title={port.label}>
        {port.label}
      </span>
      <ExitDot facts={facts} node={node} port={port} />
    </div>
  );
}

function Well({ lines }: { lines: CardLine[] }) {
  return (
    <div className="mx-2 rounded-[7px] bg-surface-2 px-2.5 py-1.5 text-[12.5px]">
      {lines.map((line, i) => (
        // Lines have no identity of their own: their place is their key.
        <LineText key={i} line={line} />
      ))}
    </div>
  );
}

function PlainLine({ line }: { line: CardLine }) {
  return (
    <div className="mx-3 text-[12.5px] text-ink-2">
      <LineText line={line} />
    </div>
  );
}

function LineText({ line }: { line: CardLine }) {
  return (
    <div className="flex h-[22px] items-center gap-1.5">
      {line.icon ? <NodeIcon className="size-3.5 shrink-0 text-ink-2" name={line.icon} /> : null}
      <span className="min-w-0 truncate" title={line.text}>
        <FormattedText text={line.text} variables />
      </span>
    </div>
  );
}
