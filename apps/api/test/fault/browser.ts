import { setTimeout as pause } from "node:timers/promises";
import type { Servers } from "./servers.ts";

type Json = Record<string, unknown>;

/**
 * An open browser: it shows the list of conversations and some threads, follows the event stream by its cursor, and fetches
 * again only what the stream says has changed. When its server dies it connects to whichever answers, with its cursor.
 */
export class Browser {
  list: Json[] = [];
  readonly threads = new Map<string, Json[]>();
  reconnects = 0;
  readonly #servers: Servers;
  readonly #path: string;
  readonly #token: string;
  readonly #watched: () => string[];
  readonly #dirty = new Set<string>();
  readonly #end = new AbortController();
  #cursor: string | undefined;
  #work: Promise<unknown>[] = [];

  constructor(servers: Servers, at: { workspace: string; token: string; watched: () => string[] }) {
    this.#servers = servers;
    this.#path = `/api/v1/workspaces/${at.workspace}`;
    this.#token = at.token;
    this.#watched = at.watched;
  }

  open(): void {
    this.#work = [this.#follow(), this.#refresh()];
  }

  async close(): Promise<void> {
    this.#end.abort();
    await Promise.all(this.#work);
  }

  async fetchList(): Promise<Json[]> {
    return ((await this.#get("/conversations?limit=100")) as { items: Json[] }).items;
  }

  async fetchThread(id: string): Promise<Json[]> {
    return ((await this.#get(`/conversations/${id}/messages?limit=100`)) as { items: Json[] }).items;
  }

  async #follow(): Promise<void> {
    while (!this.#end.signal.aborted) {
      try {
        await this.#stream();
      } catch {
        // The server died, or we were closed.
      }
      this.reconnects += 1;
      await pause(50);
    }
  }

  async #stream(): Promise<void> {
    const url = this.#servers.alive(Math.random);
    if (!url) return;
    const headers = { authorization: `Bearer ${this.#token}`, ...(this.#cursor && { "last-event-id": this.#cursor }) };
    const response = await fetch(`${url}${this.#path}/events`, { headers, signal: this.#end.signal });
    if (!response.ok || !response.body) throw new Error(`events: ${response.status}`);
    if (!this.#cursor) this.#dirty.add("list");
    let rest = "";
    for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
      rest += chunk;
      for (let end = rest.indexOf("\n\n"); end >= 0; end = rest.indexOf("\n\n")) {
        this.#take(rest.slice(0, end));
        rest = rest.slice(end + 2);
      }
    }
  }

  #take(block: string): void {
    const field = (name: string) => new RegExp(`^${name}: ?(.*)$`, "m").exec(block)?.[1];
    this.#cursor = field("id") ?? this.#cursor;
    const event = field("event");
    if (event === "reset") for (const key of ["list", ...this.#watched()]) this.#dirty.add(key);
    if (event !== "changes") return;
    for (const { topic, key } of JSON.parse(field("data") ?? "[]") as { topic: string; key: string }[])
      this.#dirty.add(topic === "conversation" ? key : "list");
  }

  async #refresh(): Promise<void> {
    while (!this.#end.signal.aborted) {
      await pause(60);
      const watched = this.#watched();
      for (const id of watched) if (!this.threads.has(id)) this.#dirty.add(id);
      for (const key of this.#dirty) {
        this.#dirty.delete(key);
        if (key !== "list" && !watched.includes(key)) continue;
        try {
          if (key === "list") this.list = await this.fetchList();
          else this.threads.set(key, await this.fetchThread(key));
        } catch {
          this.#dirty.add(key);
          break;
        }
      }
    }
  }

  async #get(path: string): Promise<unknown> {
    const url = this.#servers.alive(Math.random);
    if (!url) throw new Error("no server answers");
    const response = await fetch(url + this.#path + path, { headers: { authorization: `Bearer ${this.#token}` } });
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    return response.json();
  }
}
