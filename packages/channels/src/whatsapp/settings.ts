import { z } from "zod";

const digits = (what: string) =>
  z
    .string()
    .trim()
    .regex(/^\d{1,32}$/, `${what} is a number; copy it from WhatsApp Manager`);
const secret = (what: string, max: number) => z.string().trim().min(1, `${what} must not be empty`).max(max);

/** What is open about a WhatsApp number. */
export const settings = z.object({
  phoneNumberId: digits("The phone number id"),
  businessAccountId: digits("The WhatsApp Business account id"),
});

/** What is not. `token`: of a system user, with whatsapp_business_messaging and whatsapp_business_management. */
export const secrets = z.object({
  token: secret("The access token", 1000),
  appSecret: secret("The app secret", 200),
  verifyToken: secret("The verify token", 200),
});
