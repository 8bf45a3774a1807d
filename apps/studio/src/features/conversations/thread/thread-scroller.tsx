import { Button, ScrollArea } from "@prosa/ui";
import { ArrowDown } from "lucide-react";
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Place, placeOf, restorePlace } from "./keep-place.ts";

interface ThreadScrollerProps {
  /** Changes when something new stands at the end. */
  newestKey: string | undefined;
  /** The reader's own message was added: go to the end with it. */
  ownKey: string | undefined;
  /** There is more above; asked for before the reader gets there. */
  more: boolean;
  loadingMore: boolean;
  onMore: () => void;
  /** Entries with `data-entry`. */
  children: ReactNode;
}

/** A thread that opens at its end, stays where one reads while it grows at both ends, and says when something new came below. */
export function ThreadScroller({ newestKey, ownKey, more, loadingMore, onMore, children }: ThreadScrollerProps) {
  const { t } = useTranslation("conversations");
  const box = useRef<HTMLElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const top = useRef<HTMLDivElement>(null);
  const place = useRef<Place>({ end: true });
  const height = useRef(0);
  const [seenKey, setSeenKey] = useState(newestKey);
  const [atEnd, setAtEnd] = useState(true);
  const hasNews = !atEnd && newestKey !== seenKey;

  // Before each paint: what was read stays where it was.
  useLayoutEffect(() => {
    if (!box.current) return;
    restorePlace(box.current, place.current);
    height.current = box.current.scrollHeight;
  });
  useLayoutEffect(() => {
    if (!ownKey || !box.current) return;
    place.current = { end: true };
    restorePlace(box.current, place.current);
  }, [ownKey]);
  // Pictures that arrive and a window that changes move things without a render.
  useEffect(() => {
    if (!box.current || !content.current) return;
    const { current } = box;
    const watch = new ResizeObserver(() => {
      restorePlace(current, place.current);
      height.current = current.scrollHeight;
    });
    watch.observe(content.current);
    watch.observe(current);
    return () => watch.disconnect();
  }, []);
  useEffect(() => {
    const { current } = box;
    if (!current) return;
    const onScroll = () => {
      // Something grew since: this is not where the reader went. The observer puts them back in the same frame.
      if (current.scrollHeight !== height.current) return;
      place.current = placeOf(current);
      setAtEnd(place.current.end);
    };
    current.addEventListener("scroll", onScroll, { passive: true });
    return () => current.removeEventListener("scroll", onScroll);
  }, []);
  useEffect(() => {
    if (atEnd) setSeenKey(newestKey);
  }, [atEnd, newestKey]);
  useEffect(() => {
    if (!more || loadingMore || !top.current || !box.current) return;
    const watch = new IntersectionObserver(([entry]) => entry?.isIntersecting && onMore(), {
      root: box.current,
      rootMargin: "600px 0px 0px 0px",
    });
    watch.observe(top.current);
    return () => watch.disconnect();
  }, [more, loadingMore, onMore]);

  const toEnd = () => {
    place.current = { end: true };
    if (box.current) restorePlace(box.current, place.current);
  };
  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <ScrollArea className="flex-1 [overflow-anchor:none]" label={t("messages")} ref={box} role="log">
        <div className="flex min-h-full flex-col justify-end px-3 pt-2 pb-3 md:px-5" ref={content}>
          <div aria-hidden ref={top} />
          {children}
        </div>
      </ScrollArea>
      {atEnd ? null : (
        <div className="absolute right-4 bottom-3 z-1">
          <Button
            className="shadow-2"
            icon={<ArrowDown />}
            onClick={toEnd}
            size="sm"
            variant={hasNews ? "primary" : "secondary"}
          >
            {hasNews ? t("newMessages") : t("toEnd")}
          </Button>
        </div>
      )}
    </div>
  );
}
