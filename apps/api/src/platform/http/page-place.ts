import { invalid } from "../problem/app-error.ts";

/** The row a page ended with: its time as PostgreSQL writes it, exact to the microsecond, and its id. */
export interface PagePlace {
  at: string;
  id: string;
}

/** What was read from a cursor, when it is a place. @throws AppError invalid_input: the cursor is none that we gave */
export function pagePlace(at: unknown, id: unknown): PagePlace {
  if (typeof at === "string" && typeof id === "string" && time.test(at) && isDay(at.slice(0, 10)) && uuid.test(id))
    return { at, id };
  throw invalid("/query/cursor", "must be the nextCursor of the page before");
}

/** Whether the calendar has it: the database refuses 30 February, a Date makes it 2 March. */
const isDay = (day: string) => new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);

const time =
  /^[1-9]\d{3}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01]) ([01]\d|2[0-3])(:[0-5]\d){2}(\.\d{1,6})?[+-](0\d|1[0-4])(:[0-5]\d){0,2}$/;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
