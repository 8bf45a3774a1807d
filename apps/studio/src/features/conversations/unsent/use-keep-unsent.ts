import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useMe } from "../../../shared/session/me.ts";
import { nothingUnsent, useUnsent } from "./unsent-store.ts";

/**
 * Keeps what the person signed in has not sent, for as long as they are; once, in the workspace's layout. What it takes is
 * fetched after the screen, and asked for again where the network fails.
 */
export function useKeepUnsent(): void {
  const queryClient = useQueryClient();
  const { id } = useMe().account;
  useEffect(() => {
    let leave = () => useUnsent.setState(nothingUnsent);
    let left = false;
    let timer: ReturnType<typeof setTimeout>;
    const open = () =>
      import("./unsent-session.ts").then(
        ({ openUnsent }) => {
          if (!left) leave = openUnsent(queryClient, id);
        },
        () => {
          if (!left) timer = setTimeout(() => void open(), 5000);
        },
      );
    void open();
    return () => {
      left = true;
      clearTimeout(timer);
      leave();
    };
  }, [queryClient, id]);
}
