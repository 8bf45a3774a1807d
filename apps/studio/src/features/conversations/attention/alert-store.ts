import { create } from "zustand";

interface AlertState {
  /** Whether somebody wants to be alerted, by account; read from this computer when first asked. */
  wanted: Readonly<Record<string, boolean>>;
  want(account: string, on: boolean): void;
}

const keyOf = (account: string) => `prosa.alerts.${account}`;

const useStore = create<AlertState>()((set) => ({
  wanted: {},
  want: (account, on) => {
    set(({ wanted }) => ({ wanted: { ...wanted, [account]: on } }));
    try {
      localStorage.setItem(keyOf(account), on ? "on" : "off");
    } catch {
      // Storage is refused: it holds until the page closes.
    }
  },
}));

/** Whether a person wants sound and notifications on this computer: off until they switch them on. */
export function useAlertsWanted(account: string): [on: boolean, want: (on: boolean) => void] {
  const on = useStore(({ wanted }) => wanted[account]);
  const want = useStore((state) => state.want);
  return [on ?? kept(account), (next) => want(account, next)];
}

function kept(account: string): boolean {
  try {
    return localStorage.getItem(keyOf(account)) === "on";
  } catch {
    return false;
  }
}
