import { useEffect } from "react";

/** The title of the browser tab. React 19 would render a `<title>`, but a count in front has to survive a change of screen. */
export function usePageTitle(title: string, count = 0): void {
  useEffect(() => {
    document.title = `${count > 0 ? `(${count}) ` : ""}${title} · Prosa`;
  }, [title, count]);
}
