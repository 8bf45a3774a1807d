import { snakeCase, text } from "drizzle-orm/pg-core";

/** Facts about this installation as a whole. */
export const instance = snakeCase.table("instance", {
  name: text().primaryKey(),
  value: text().notNull(),
});
