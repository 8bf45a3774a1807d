import type { CardRow, FlowNode, Locale, NodeRegistry, NodeText, Port } from "@prosa/flow-schema";
import type { Category } from "@prosa/ui";
import { knownNode } from "../document/known-node.ts";
import { measureLines } from "./measure-lines.ts";

/** Sizes of a card in pixels at zoom 1. Rows have fixed heights, so that exits can be placed without drawing. */
export const cardSize = {
  width: 200,
  header: 44,
  /** The middle of the title, where links enter. */
  entry: 23,
  line: 18,
  bubblePadding: 14,
  bubbleLines: 9,
  picture: 92,
  mediaLine: 24,
  bubbleGap: 4,
  option: 30,
  optionGap: 4,
  note: 22,
  well: 12,
  exit: 26,
  sectionGap: 6,
  bottom: 8,
};

export type CardViewRow =
  | { kind: "bubble"; key: string; bubble: BubbleKind; text: string; hash: string | undefined }
  | { kind: "option"; key: string; port: string; text: string; number: number }
  | { kind: "well"; key: string; lines: CardLine[] }
  | { kind: "line"; key: string; line: CardLine }
  | { kind: "exit"; key: string; port: string; label: string; main: boolean };

type BubbleKind = Extract<CardRow, { kind: "bubble" }>["bubble"];

export interface CardLine {
  icon: string | undefined;
  text: string;
}

/** A card as it is drawn: rows in order, and where each exit sits on its right edge. */
export interface CardModel {
  title: string;
  /** The type's own name, in the reader's language. */
  typeTitle: string;
  icon: string;
  category: Category;
  /** The server has no such type: shown as it is, runs as a hand-over. */
  missing: boolean;
  /** Where the flow begins: nothing leads here. */
  entry: boolean;
  /** The exit beside the title, when the only one. */
  headerPort: string | undefined;
  rows: CardViewRow[];
  ports: CardPort[];
  height: number;
}

export interface CardPort {
  id: string;
  kind: Port["kind"];
  label: string;
  /** From the top of the card as estimated; exits below the title move with the card's real height. */
  y: number;
}

export interface CardContext {
  registry: NodeRegistry;
  locale: Locale;
  /** Exits that are linked or that a problem names; rarely used ones show only then. */
  inUse: ReadonlySet<string>;
  /** What a thing is called that a row refers to by id: `queue`, `flow`, `node`. */
  nameOf?(kind: string, id: string): string | undefined;
}

/** Exits nearly every block has and few flows draw: they would only clutter each card. */
const quietPorts: ReadonlySet<string> = new Set(["window-shut"]);

export function cardModel(
  node: FlowNode,
  { registry, locale, inUse, nameOf = () => undefined }: CardContext,
): CardModel {
  const { definition, ports, rows: said } = knownNode(node, registry);
  const words = definition?.ui.text[locale];
  const own = said.map((row, i) => viewRow(row, { words, key: String(i), nameOf })).filter((row) => row !== undefined);
  const shown = ports.filter((port) => !quietPorts.has(port.id) || inUse.has(port.id));
  const onRows = new Set(own.flatMap((row) => (row.kind === "option" ? [row.port] : [])));
  const rest = shown.filter((port) => !onRows.has(port.id));
  const main = rest.filter((port) => port.kind === "main");
  const headerPort = main.length === 1 && rest.length === 1 && onRows.size === 0 ? main[0]?.id : undefined;
  const label = (port: Port) => port.label || words?.ports?.[port.id] || port.id;
  const exits = rest
    .filter((port) => port.id !== headerPort)
    .map(
      (port): CardViewRow => ({
        kind: "exit",
        key: `exit ${port.id}`,
        port: port.id,
        label: label(port),
        main: port.kind !== "system",
      }),
    );
  const rows = [...numbered(gathered(own)), ...exits];
  const { places, height } = place(rows);
  const title = words?.title ?? node.type;
  return {
    title: node.label || title,
    typeTitle: title,
    icon: definition?.ui.icon ?? "circle-question-mark",
    category: !definition || definition.ui.palette === false ? "flow" : definition.ui.category,
    missing: !definition,
    entry: definition?.ui.palette === false,
    headerPort,
    rows,
    ports: shown.map((port) => ({
      id: port.id,
      kind: port.kind,
      label: label(port),
      y: places.get(port.id) ?? cardSize.entry,
    })),
    height,
  };
}

type Params = Record<string, string | number>;

function viewRow(
  row: CardRow,
  { words, key, nameOf }: { words: NodeText | undefined; key: string; nameOf: NonNullable<CardContext["nameOf"]> },
): CardViewRow | undefined {
  if (row.kind === "bubble")
    return { kind: "bubble", key, bubble: row.bubble, text: row.text ?? "", hash: row.media?.hash };
  if (row.kind === "option") return { kind: "option", key, port: row.port, text: row.text, number: 0 };
  const text = row.text ?? filled(words?.lines?.[row.key ?? ""] ?? "", named(row.params, nameOf));
  return text || row.icon ? { kind: "line", key, line: { icon: row.icon, text } } : undefined;
}

function named(params: Params = {}, nameOf: NonNullable<CardContext["nameOf"]>): Params {
  return Object.fromEntries(Object.entries(params).map(([kind, id]) => [kind, nameOf(kind, String(id)) ?? id]));
}

const filled = (text: string, params: Params): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => (Object.hasOwn(params, name) ? String(params[name]) : whole));

/** Lines before anything the customer sees stand together in a well; later ones stand alone. */
function gathered(rows: CardViewRow[]): CardViewRow[] {
  const first = rows.findIndex((row) => row.kind !== "line");
  const head = rows.slice(0, first < 0 ? rows.length : first);
  if (head.length === 0) return rows;
  const lines = head.flatMap((row) => (row.kind === "line" ? [row.line] : []));
  return [{ kind: "well", key: "well", lines }, ...rows.slice(head.length)];
}

function numbered(rows: CardViewRow[]): CardViewRow[] {
  let number = 0;
  return rows.map((row) => (row.kind === "option" ? { ...row, number: ++number } : row));
}

function place(rows: CardViewRow[]): { places: Map<string, number>; height: number } {
  const places = new Map<string, number>();
  let y = cardSize.header;
  let before: CardViewRow["kind"] | undefined;
  for (const row of rows) {
    y += gapBetween(before, row.kind);
    const height = rowHeight(row);
    if (row.kind === "option" || row.kind === "exit") places.set(row.port, y + height / 2);
    y += height;
    before = row.kind;
  }
  return { places, height: y + (rows.length > 0 ? cardSize.bottom : 0) };
}

/** The space above a row; the card's own styles give the same. */
export function gapBetween(before: CardViewRow["kind"] | undefined, kind: CardViewRow["kind"]): number {
  if (before === undefined) return 0;
  if (before === kind) return kind === "option" ? cardSize.optionGap : kind === "bubble" ? cardSize.bubbleGap : 0;
  return cardSize.sectionGap;
}

function rowHeight(row: CardViewRow): number {
  if (row.kind === "option") return cardSize.option;
  if (row.kind === "exit") return cardSize.exit;
  if (row.kind === "line") return cardSize.note;
  if (row.kind === "well") return cardSize.well + row.lines.length * cardSize.note;
  const lines = row.text ? Math.min(cardSize.bubbleLines, measureLines(row.text, cardSize.width - 38)) : 0;
  const media = row.bubble === "image" && row.hash ? cardSize.picture : cardSize.mediaLine;
  return (
    cardSize.bubblePadding + lines * cardSize.line + (row.bubble === "text" ? (lines === 0 ? cardSize.line : 0) : media)
  );
}
