import type { Me } from "./me.ts";

const storageKey = "prosa.workspace";

/** Where to go after signing in: the workspace last worked in on this computer, else the first; undefined without any. */
export function lastWorkspace(me: Me): string | undefined {
  const slugs = me.workspaces.map(({ slug }) => slug);
  const kept = read();
  return slugs.find((slug) => slug === kept) ?? slugs[0];
}

export function rememberWorkspace(slug: string): void {
  try {
    localStorage.setItem(storageKey, slug);
  } catch {
    // Storage is refused: next time starts with the first workspace.
  }
}

function read(): string | null {
  try {
    return localStorage.getItem(storageKey);
  } catch {
    return null;
  }
}
