import type { Sql, TransactionSql } from "postgres";

type Session = Sql | TransactionSql;

/** Rows of the change feed mean something to this cluster's transaction numbers only. */
const leftOut = ["changes", "schema_migrations"];

/** Our tables and the columns that can be written, in a fixed order. */
export const listTables = (sql: Session): Promise<{ table: string; columns: string[] }[]> =>
  sql<{ table: string; columns: string[] }[]>`
    select c.relname as table, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and c.relname <> all(${leftOut})
    group by c.relname order by c.relname`;

export const listSequences = (sql: Session): Promise<{ sequence: string; value: string; used: boolean }[]> =>
  sql<{ sequence: string; value: string; used: boolean }[]>`
    select sequencename as sequence, coalesce(last_value, start_value)::text as value, last_value is not null as used
    from pg_sequences where schemaname = 'public' order by sequencename`;

export async function setSequence(
  sql: Session,
  { sequence, value, used }: { sequence: string; value: string; used: boolean },
) {
  await sql`select setval(format('public.%I', ${sequence}::text)::regclass, ${value}::bigint, ${used})`;
}

/** Makes the text form of values independent of how server and user are configured. */
export async function fixTextForm(sql: Session): Promise<void> {
  await sql`select set_config('DateStyle', 'ISO, YMD', true), set_config('TimeZone', 'UTC', true),
    set_config('IntervalStyle', 'iso_8601', true), set_config('extra_float_digits', '3', true), set_config('bytea_output', 'hex', true)`;
}

/** Whether other connections of Prosa work on this database. */
export async function serverIsRunning(sql: Session): Promise<boolean> {
  const [row] = await sql<{ n: number }[]>`
    select count(*)::int as n from pg_stat_activity
    where datname = current_database() and application_name = 'prosa' and pid <> pg_backend_pid()`;
  return (row?.n ?? 0) > 0;
}

/** Whether anything of ours (or of somebody else's) is in this database. */
export async function isEmpty(sql: Session): Promise<boolean> {
  const [row] = await sql<{ n: number }[]>`
    select count(*)::int as n from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm')`;
  if (row?.n === 0) return true;
  const [table] = await sql`select to_regclass('public.accounts') as name`;
  if (!table?.name) return false;
  const [account] = await sql`select 1 from accounts limit 1`;
  return account === undefined;
}

/** Removes everything of ours, so that the schema can be built anew. */
export async function dropEverything(sql: Session): Promise<void> {
  await sql.unsafe(`do $$ declare o record; begin
    for o in select format('%I', relname) as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
      and not relispartition and not exists (select from pg_depend d where d.objid = pg_class.oid and d.deptype = 'e')
      loop execute 'drop table if exists public.' || o.name || ' cascade'; end loop;
    for o in select p.oid::regprocedure::text as name from pg_proc p where p.pronamespace = 'public'::regnamespace
      and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
      loop execute 'drop routine if exists ' || o.name || ' cascade'; end loop;
    for o in select format('%I', typname) as name from pg_type where typnamespace = 'public'::regnamespace and typtype in ('e', 'd')
      and not exists (select from pg_depend d where d.objid = pg_type.oid and d.deptype = 'e')
      loop execute 'drop type if exists public.' || o.name || ' cascade'; end loop;
  end $$`);
}

/** Takes foreign keys and triggers away while rows arrive in any order; the answer puts them back. */
export async function withoutChecks(sql: Session): Promise<() => Promise<void>> {
  const keys = await sql<{ table: string; name: string; definition: string }[]>`
    select conrelid::regclass::text as table, quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
    from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace and conparentid = 0`;
  const triggers = await sql<{ table: string }[]>`
    select distinct tgrelid::regclass::text as table from pg_trigger t join pg_class c on c.oid = t.tgrelid
    where c.relnamespace = 'public'::regnamespace and not t.tgisinternal`;
  for (const { table, name } of keys) await sql.unsafe(`alter table ${table} drop constraint ${name}`);
  for (const { table } of triggers) await sql.unsafe(`alter table ${table} disable trigger user`);
  return async () => {
    for (const { table } of triggers) await sql.unsafe(`alter table ${table} enable trigger user`);
    for (const { table, name, definition } of keys)
      await sql.unsafe(`alter table ${table} add constraint ${name} ${definition}`);
  };
}
