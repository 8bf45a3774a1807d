import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../shared/api/client.ts";
import { unwrap } from "../../../shared/api/unwrap.ts";
import type { Answer, Body } from "../../../shared/api/wire.ts";

const path = "/api/v1/workspaces/{workspace}/contacts/{contact}";

export type Contact = Answer<typeof path>;

export const contactQuery = (workspace: string, contact: string) =>
  queryOptions({
    // Under "conversation", whose changes are those of the contact too.
    queryKey: [workspace, "conversations", "contact", contact],
    queryFn: ({ signal }) => unwrap(api.GET(path, { params: { path: { workspace, contact } }, signal })),
  });

export interface ContactChange {
  workspace: string;
  contact: string;
  body: Body<typeof path, "patch">;
}

export const changeContact = ({ workspace, contact, body }: ContactChange) =>
  unwrap(api.PATCH(path, { params: { path: { workspace, contact } }, body }));
