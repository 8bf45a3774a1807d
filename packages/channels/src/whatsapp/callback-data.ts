/**
 * `biz_opaque_callback_data`: the delivery's id, and from its second request on `:` and the place. Meta returns it with every
 * status (up to 512 characters), so that a status settles a send whose answer was lost.
 */
export const callbackData = (deliveryId: string, part: number): string =>
  part === 0 ? deliveryId : `${deliveryId}:${part}`;

/** Undoes `callbackData`; another application's data counts as none. */
export function splitCallbackData(data: string | null): { deliveryId: string | null; part: number } {
  const [, deliveryId = null, part = "0"] = /^([\w-]{1,100})(?::(\d{1,3}))?$/.exec(data ?? "") ?? [];
  return { deliveryId, part: Number(part) };
}
