// The reference: a bare Hono handler that does one insert and answers. Its own process, like ours.
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import postgres from "postgres";

const sql = postgres(process.env.DATABASE_URL as string, { onnotice: () => {} });
await sql`create table events (id bigserial primary key, body jsonb not null)`;
const app = new Hono();
app.post("/*", async (c) => {
  await sql`insert into events (body) values (${await c.req.text()}::text::jsonb)`;
  return c.body(null, 200);
});
serve({ fetch: app.fetch, port: Number(process.env.PORT), hostname: "127.0.0.1" }, () => process.send?.("ready"));
