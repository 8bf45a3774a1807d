import { randomUUID } from "node:crypto";

/**
 * A UUID of version 7 (RFC 9562, section 5.7): ordered by time to the millisecond, random within it.
 * Ids are made by us and not by the database, so that a whole turn can be written in one statement.
 */
export function newId(now: number = Date.now()): string {
  const time = now.toString(16).padStart(12, "0");
  // The rest is as in a UUID of version 4, whose random numbers Node draws many at a time.
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}
