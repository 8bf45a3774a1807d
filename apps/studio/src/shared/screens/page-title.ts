import { useEffect } from "react";

/** React 19 would render a `<title>`, but a count in front has to survive a change of screen. */
const shown = { title: "", count: 0 };

/** The title of the browser tab: what this screen is called. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    shown.title = title;
    write();
  }, [title]);
}

/** Stands in front of every screen's title for as long as its caller is there. */
export function useTitleCount(count: number): void {
  useEffect(() => {
    shown.count = count;
    write();
    return () => {
      shown.count = 0;
      write();
    };
  }, [count]);
}

function write(): void {
  document.title = [shown.count > 0 ? `(${shown.count})` : "", shown.title && `${shown.title} ·`, "Prosa"]
    .filter(Boolean)
    .join(" ");
}
