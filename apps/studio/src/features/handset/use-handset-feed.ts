import type { HandsetCustomer, HandsetEvent, HandsetMessage } from "@prosa/provider-standin";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { listenWhileNeeded } from "../../shared/live/listen-while-needed.ts";
import { customersQuery, eventsUrl, type HandsetPlace, type ThreadPage, threadQuery } from "./handset-api.ts";

/** Meta shows "typing" for 25 s at most. */
const typingMs = 25_000;

/** Keeps customers and threads of a number current. Answers which customers the business is writing to. */
export function useHandsetFeed(place: HandsetPlace): ReadonlySet<string> {
  const { workspace, number } = place;
  const queryClient = useQueryClient();
  const [typing, setTyping] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    const here = { workspace, number };
    const timers = new Map<string, ReturnType<typeof setTimeout>>();
    const stopTyping = (customer: string) => {
      clearTimeout(timers.get(customer));
      setTyping((old) => new Set([...old].filter((id) => id !== customer)));
    };
    const take = (event: HandsetEvent) => {
      if (event.type === "typing") {
        clearTimeout(timers.get(event.customerId));
        timers.set(
          event.customerId,
          setTimeout(() => stopTyping(event.customerId), typingMs),
        );
        setTyping((old) => new Set(old).add(event.customerId));
      } else if (event.type === "message") {
        if (event.message.direction === "out") stopTyping(event.customerId);
        queryClient.setQueryData(
          threadQuery(here, event.customerId).queryKey,
          (page) => page && withMessage(page, event.message),
        );
      } else
        queryClient.setQueryData(
          customersQuery(here).queryKey,
          (list) => list && { items: withCustomer(list.items, event) },
        );
    };
    const stop = listenWhileNeeded(eventsUrl(here), () => {
      const source = new EventSource(eventsUrl(here));
      source.addEventListener("message", ({ data }: MessageEvent<string>) => take(JSON.parse(data) as HandsetEvent));
      // What was fetched before may have changed in between.
      source.addEventListener(
        "open",
        () => void queryClient.invalidateQueries({ queryKey: ["handset", workspace, number] }),
      );
      return () => source.close();
    });
    return () => {
      stop();
      for (const timer of timers.values()) clearTimeout(timer);
    };
  }, [workspace, number, queryClient]);
  return typing;
}

/** Puts a new or changed message in its place. */
export function withMessage(page: ThreadPage, message: HandsetMessage): ThreadPage {
  const at = page.items.findIndex(({ id }) => id === message.id);
  return { ...page, items: at === -1 ? [...page.items, message] : page.items.with(at, message) };
}

type CustomerEvent = Extract<HandsetEvent, { type: "customer" | "customer-removed" }>;

/** Puts a new or changed customer first, or takes one out. */
function withCustomer(items: readonly HandsetCustomer[], event: CustomerEvent): HandsetCustomer[] {
  const id = event.type === "customer" ? event.customer.id : event.customerId;
  const at = items.findIndex((one) => one.id === id);
  if (event.type === "customer-removed") return items.filter((one) => one.id !== id);
  const moved = event.customer.lastMessage?.at !== items[at]?.lastMessage?.at;
  return at !== -1 && !moved
    ? items.with(at, event.customer)
    : [event.customer, ...items.filter((one) => one.id !== id)];
}
