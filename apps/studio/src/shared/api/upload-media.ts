import { api } from "./client.ts";
import { unwrap } from "./unwrap.ts";
import type { Answer } from "./wire.ts";

const path = "/api/v1/workspaces/{workspace}/media";

/** A file kept by the workspace, with an address that works for a while. */
export type MediaRef = Answer<typeof path, "post">;

/** Puts a file into the workspace. The same bytes twice are one file. */
export function uploadMedia(workspace: string, file: File): Promise<MediaRef> {
  return unwrap(
    api.POST(path, {
      params: { path: { workspace } },
      body: { file: file as unknown as string },
      bodySerializer: () => {
        const form = new FormData();
        form.append("file", file, file.name);
        return form;
      },
    }),
  );
}
