/** Whether free messages may be sent, and whether that ends within two hours. Null: the channel has no window, or nobody wrote yet. */
export function windowState(closesAt: string | null, now: number): { open: boolean; soon: boolean } {
  if (closesAt === null) return { open: true, soon: false };
  const left = new Date(closesAt).getTime() - now;
  return { open: left > 0, soon: left < 2 * 3_600_000 };
}
