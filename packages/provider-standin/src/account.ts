/** A number of a connection to this stand-in, with what proves both sides. The stand-in asks for it and keeps none of it. */
export interface StandinAccount {
  phoneNumberId: string;
  businessAccountId: string;
  /** As people read it, e.g. `+55 31 98765-4321`. */
  displayPhone: string;
  name: string;
  token: string;
  appSecret: string;
  /** Where webhooks go; null: nowhere yet. */
  webhookUrl: string | null;
}

/** Where the stand-in looks numbers up. */
export interface StandinAccounts {
  byNumber(phoneNumberId: string): Promise<StandinAccount | null>;
  byBusinessAccount(businessAccountId: string): Promise<StandinAccount | null>;
}
