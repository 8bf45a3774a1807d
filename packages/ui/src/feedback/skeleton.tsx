import { classNames } from "../class-names.ts";

/** The shape of what is coming. Size it by class; `round` is an avatar. Put `aria-busy` on the region that holds it. */
export function Skeleton({ round, className }: { round?: boolean; className?: string }) {
  return (
    <span
      aria-hidden
      className={classNames(
        "block animate-pulse motion-reduce:animate-none bg-line/70",
        round ? "rounded-full" : "rounded-sm",
        className ?? "h-4 w-full",
      )}
    />
  );
}

/** Rows of a list that is being fetched; `label` says so to screen readers. */
export function SkeletonRows({ rows = 6, label, avatar = true }: { rows?: number; label: string; avatar?: boolean }) {
  return (
    <div aria-busy className="w-full">
      <output className="sr-only">{label}</output>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike and never move
        <div className="flex items-center gap-3 border-line border-b px-4 py-3" key={row}>
          {avatar ? <Skeleton className="size-9" round /> : null}
          <div className="flex flex-1 flex-col gap-2">
            <Skeleton className={row % 2 ? "h-3 w-2/5" : "h-3 w-1/2"} />
            <Skeleton className={row % 3 ? "h-3 w-4/5" : "h-3 w-3/5"} />
          </div>
        </div>
      ))}
    </div>
  );
}
