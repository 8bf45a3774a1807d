import { randomUUID } from "node:crypto";

/**
 * A UUID of version 7 (RFC 9562, section 5.7): ordered by time to the millisecond, random within it.
 * Ids are made by us and not by the database, so that a whole turn can be written in one statement.
 */
export function newId(now: number = Date.now()): string {
  // Behind the time it is as a UUID of version 4, whose random numbers Node draws many at a time.
  return `${timeOf(now)}-7${randomUUID().slice(15)}`;
}

/** No id made before that time (ms) is as large. */
export const firstIdOf = (at: number): string => `${timeOf(at)}-7000-8000-000000000000`;

function timeOf(at: number): string {
  const hex = at.toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}`;
}
