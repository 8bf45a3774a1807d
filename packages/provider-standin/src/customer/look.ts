import type { Core } from "../core.ts";
import { reportStatus } from "../webhooks/report.ts";
import type { Sender } from "./act.ts";
import { customerView } from "./customers.ts";
import { HandsetError } from "./handset-error.ts";
import { advance } from "./thread.ts";

/** The customer opens the thread: what the business sent is read. */
export function look(core: Core, { account, customer }: Sender): void {
  for (const message of core.state.thread(customer.id)) {
    if (message.direction !== "out" || message.status === "failed" || !advance(core, message.id, "read")) continue;
    reportStatus(core, {
      account,
      customer,
      messageId: message.id,
      status: "read",
      callbackData: core.state.callback(message.id),
    });
  }
  if (customer.unread === 0) return;
  customer.unread = 0;
  core.changed(customer.phoneNumberId, { type: "customer", customer: customerView(core, customer) });
}

/** The customer listens to a voice message. */
export function listen(core: Core, { account, customer }: Sender, messageId: string): void {
  const found = core.state.message(messageId);
  if (found?.customerId !== customer.id || found.message.direction !== "out" || found.message.kind !== "audio")
    throw new HandsetError("not_found", "There is no such audio in this thread.");
  if (!advance(core, messageId, "played")) return;
  reportStatus(core, { account, customer, messageId, status: "played", callbackData: core.state.callback(messageId) });
}
