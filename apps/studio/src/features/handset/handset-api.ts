import type { CustomerAction, HandsetCustomer, HandsetMessage, NewCustomer } from "@prosa/provider-standin";
import { queryOptions } from "@tanstack/react-query";
import { offlineProblem, Problem } from "../../shared/api/problem.ts";

/** Which number of which workspace: everything a handset does happens under its address. */
export interface HandsetPlace {
  workspace: string;
  /** `phoneNumberId` of the connection. */
  number: string;
}

export interface ThreadPage {
  customer: HandsetCustomer;
  items: HandsetMessage[];
  hasEarlier: boolean;
}

const root = ({ workspace }: HandsetPlace) => `/api/v1/workspaces/${encodeURIComponent(workspace)}/standin`;
const numberUrl = (place: HandsetPlace) => `${root(place)}/numbers/${encodeURIComponent(place.number)}`;
const customerUrl = (place: HandsetPlace, customer: string) =>
  `${numberUrl(place)}/customers/${encodeURIComponent(customer)}`;

export const eventsUrl = (place: HandsetPlace) => `${numberUrl(place)}/events`;
/** `media.url` is relative to where the stand-in's routes are. */
export const fileUrl = (place: HandsetPlace, url: string) => `${root(place)}/${url.replace(/^\//, "")}`;

export const customersQuery = (place: HandsetPlace) =>
  queryOptions({
    queryKey: ["handset", place.workspace, place.number, "customers"],
    queryFn: ({ signal }) => call<{ items: HandsetCustomer[] }>(`${numberUrl(place)}/customers`, { signal }),
  });

export const threadQuery = (place: HandsetPlace, customer: string) =>
  queryOptions({
    queryKey: ["handset", place.workspace, place.number, "thread", customer],
    queryFn: ({ signal }) => call<ThreadPage>(`${customerUrl(place, customer)}/messages?limit=200`, { signal }),
  });

export const createCustomer = (place: HandsetPlace, body: NewCustomer) =>
  call<HandsetCustomer>(`${numberUrl(place)}/customers`, post(body));

export const removeCustomer = (place: HandsetPlace, customer: string) =>
  call<void>(customerUrl(place, customer), { method: "DELETE" });

export const act = (place: HandsetPlace, customer: string, action: CustomerAction) =>
  call<HandsetMessage>(`${customerUrl(place, customer)}/messages`, post(action));

export interface OutgoingFile {
  file: File;
  kind: "image" | "video" | "audio" | "document";
  voice?: boolean;
}

export function sendFile(
  place: HandsetPlace,
  customer: string,
  { file, kind, voice }: OutgoingFile,
): Promise<HandsetMessage> {
  const form = new FormData();
  form.append("file", file, file.name);
  form.append("kind", kind);
  if (voice) form.append("voice", "true");
  return call(`${customerUrl(place, customer)}/files`, { method: "POST", body: form });
}

export const markRead = (place: HandsetPlace, customer: string) =>
  call<void>(`${customerUrl(place, customer)}/read`, { method: "POST" });

export const markPlayed = (place: HandsetPlace, customer: string, message: string) =>
  call<void>(`${customerUrl(place, customer)}/messages/${encodeURIComponent(message)}/played`, { method: "POST" });

const post = (body: unknown): RequestInit => ({
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
});

/** The stand-in's routes are not part of the documented API; their shapes are those of its own package. */
async function call<Data>(url: string, init: RequestInit): Promise<Data> {
  const response = await fetch(url, init).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw offlineProblem();
  });
  if (response.ok) return (response.status === 204 ? undefined : await response.json()) as Data;
  const body = (await response.json().catch(() => ({}))) as {
    error?: { code?: string; message?: string };
    code?: string;
    detail?: string;
  };
  throw new Problem(response.status, {
    code: body.error?.code ?? body.code ?? "internal",
    detail: body.error?.message ?? body.detail ?? "",
  });
}
