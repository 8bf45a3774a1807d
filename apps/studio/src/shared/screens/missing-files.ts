/** When the page was last loaded anew for this, so that a file which is really gone does not load it again and again. */
const place = "prosa.reloaded-for-missing-file";
const onceIn = 60_000;

const missing = new WeakSet<object>();

/** Whether this is about a part of the studio that could not be fetched. */
export const isMissingFile = (error: unknown): boolean => error instanceof Error && missing.has(error);

/**
 * When a part of the studio cannot be fetched because the server has another version by now, the page is loaded anew, at the
 * address it is at. Without a network or a server there would be no page to load, and it stays.
 */
export function reloadForMissingFiles(): void {
  addEventListener("vite:preloadError", ({ payload }) => {
    missing.add(payload);
    void reload();
  });
}

async function reload(): Promise<void> {
  if (Date.now() - Number(sessionStorage.getItem(place)) < onceIn) return;
  if (!(await isOutdated())) return;
  sessionStorage.setItem(place, String(Date.now()));
  location.reload();
}

/** Each version begins with a file of its own name. */
async function isOutdated(): Promise<boolean> {
  const beginning = document.querySelector('script[type="module"][src]')?.getAttribute("src");
  const page = await fetch("/", { cache: "no-store" }).catch(() => undefined);
  return page?.ok === true && beginning != null && !(await page.text()).includes(beginning);
}
