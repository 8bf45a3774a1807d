import { builtInRegistry } from "@prosa/flow-nodes";
import { replaySession } from "../../src/runtime/replay.ts";
import type { FaultResult } from "./run.ts";

interface StoredMessage {
  id: string;
  phone: string;
  direction: "in" | "out";
  text: string;
  status: string | null;
}

/** Figures of a run; every list of faults must be empty. */
export interface FaultReport {
  figures: Record<string, number>;
  faults: string[];
}

/** Looks for everything that must not be: lost, doubled, out of order, a state that its events do not give again. */
export async function check(result: FaultResult): Promise<FaultReport> {
  const { sql, written, ledger } = result;
  const faults: string[] = [];
  const messages = await sql<StoredMessage[]>`
    select m.id, c.phone, m.direction, coalesce(m.content->>'text', '') as text, m.status
    from messages m join conversations v on v.workspace_id = m.workspace_id and v.id = m.conversation_id
    join contacts c on c.workspace_id = v.workspace_id and c.id = v.contact_id
    where m.direction in ('in', 'out') order by v.created_at, m.seq`;
  for (const [phone, lines] of written) {
    const theirs = messages.filter((message) => message.phone === phone);
    const inbound = theirs.filter(({ direction }) => direction === "in").map(({ text }) => text);
    if (inbound.join("\n") !== lines.join("\n"))
      faults.push(`${phone} wrote ${lines.length} lines, stored are ${inbound.length}, or in another order`);
    const answers = theirs.filter(({ direction }) => direction === "out").map(({ text }) => text);
    const expected = lines.flatMap((line, i) => (i === 0 ? ["Welcome.", "Next?"] : [`You said: ${line}`, "Next?"]));
    if (answers.join("\n") !== expected.join("\n"))
      faults.push(`${phone} should have ${expected.length} answers, stored are ${answers.length}, or others`);
  }
  const accepted = new Map<string, number>();
  for (const { callbackData } of ledger) accepted.set(callbackData ?? "", (accepted.get(callbackData ?? "") ?? 0) + 1);
  for (const [id, count] of accepted) if (count > 1) faults.push(`message ${id} reached the provider ${count} times`);
  const out = messages.filter(({ direction }) => direction === "out");
  const unknown = out.filter(({ status }) => status === "unknown");
  for (const { id, status } of out) {
    const arrived = accepted.has(id);
    if (arrived && !["sent", "delivered", "read", "played"].includes(status ?? ""))
      faults.push(`message ${id} is with the provider, shown as ${status}`);
    if (!arrived && status !== "unknown") faults.push(`message ${id} is not with the provider, shown as ${status}`);
  }
  checkOrder(result, out, faults);
  const replayed = await checkReplay(result, faults);
  return {
    faults,
    figures: {
      contacts: written.size,
      inbound: messages.length - out.length,
      outbound: out.length,
      accepted: ledger.length,
      unknown: unknown.length,
      turns: replayed,
      kills: result.kills,
      seconds: Math.round(result.tookMs / 1e3),
      turnsPerSecond: Math.round((replayed / result.tookMs) * 1e3),
    },
  };
}

/** What the provider accepted for a person, in its order, is what is stored, in its order (without what never arrived). */
function checkOrder({ ledger }: FaultResult, out: StoredMessage[], faults: string[]): void {
  const place = new Map(ledger.map(({ callbackData, number }) => [callbackData, number]));
  const byPhone = new Map<string, number>();
  for (const { id, phone } of out) {
    const number = place.get(id);
    if (number === undefined) continue;
    if (number < (byPhone.get(phone) ?? 0)) faults.push(`message ${id} overtook an earlier one on its way to ${phone}`);
    byPhone.set(phone, number);
  }
}

async function checkReplay({ sql, workspace }: FaultResult, faults: string[]): Promise<number> {
  const sessions = await sql<{ id: string }[]>`select id from sessions where workspace_id = ${workspace}`;
  let turns = 0;
  for (const { id } of sessions) {
    const replayed = await replaySession(sql, { ws: workspace, sessionId: id, registry: builtInRegistry });
    turns += replayed.turns;
    if (!replayed.same)
      faults.push(`session ${id} replays differently${"at" in replayed ? ` at turn ${replayed.at}` : ""}`);
  }
  return turns;
}

/** Whether every open browser shows what the database holds. */
export async function browsersAgree({ browsers }: FaultResult): Promise<boolean> {
  for (const browser of browsers) {
    if (JSON.stringify(browser.list) !== JSON.stringify(await browser.fetchList())) return false;
    for (const [id, shown] of browser.threads) {
      const stored = await browser.fetchThread(id);
      if (withoutAddresses(shown) !== withoutAddresses(stored)) return false;
    }
    if (browser.threads.size === 0) return false;
  }
  return true;
}

const withoutAddresses = (value: unknown) => JSON.stringify(value, (key, inner) => (key === "url" ? undefined : inner));
