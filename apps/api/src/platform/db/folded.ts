import { type Column, type SQL, sql } from "drizzle-orm";

/** Whether a text somebody typed is in one of the columns; capitals and accents make no difference. */
export function anyHolds(columns: Column[], typed: string): SQL {
  const pattern = `%${typed.replace(/[\\%_]/g, "\\$&")}%`;
  const holds = columns.map((column) => sql`${folded(column)} like folded(${pattern}) collate "C"`);
  return sql`(${sql.join(holds, sql` or `)})`;
}

/** Order of names: Ânimo before Banco, adulto beside Adulto. */
export const folded = (column: Column): SQL => sql`folded(${column}) collate "C"`;
