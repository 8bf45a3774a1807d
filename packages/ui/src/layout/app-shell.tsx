import type { ReactNode } from "react";

export interface AppShellProps {
  /** NavRail; hidden on phones. */
  rail: ReactNode;
  /** TopBar. */
  top: ReactNode;
  /** BottomBar; only on phones. */
  bottom?: ReactNode;
  /** Above everything: an offline banner. */
  banner?: ReactNode;
  /** The page. */
  children: ReactNode;
  /** Words of the link that jumps over the navigation. */
  skipLabel: string;
}

/** The frame of the application: rail left, bar on top, the page in the rest; on phones the rail becomes a bar below. */
export function AppShell({ rail, top, bottom, banner, children, skipLabel }: AppShellProps) {
  return (
    <div className="isolate flex h-dvh flex-col bg-bg text-ink">
      <a
        className="sr-only focus:not-sr-only focus:absolute focus:top-2 focus:left-2 focus:z-60 focus:rounded-sm focus:bg-accent focus:px-3 focus:py-1.5 focus:text-accent-ink"
        href="#main"
      >
        {skipLabel}
      </a>
      {banner}
      <div className="flex min-h-0 flex-1">
        <div className="hidden md:flex">{rail}</div>
        <div className="flex min-w-0 flex-1 flex-col">
          {top}
          <main className="min-h-0 flex-1 outline-none" id="main" tabIndex={-1}>
            {children}
          </main>
          {bottom ? <div className="md:hidden">{bottom}</div> : null}
        </div>
      </div>
    </div>
  );
}
