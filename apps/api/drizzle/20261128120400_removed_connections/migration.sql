-- Messages of connections that are gone can never be sent, and would keep the later ones of their conversations waiting. Most are
-- dropped when the connection is removed; a turn that was under way, or a timer, may leave some behind. Walks from connection to
-- connection by the index, however many messages each has.
create function runtime_fail_orphans(p_limit int) returns int language plpgsql as $$
declare v_rows jsonb;
begin
  with recursive ids as (
    (select d.connection_id from deliveries d where d.status = 'pending' order by d.connection_id limit 1)
    union all
    select (select d.connection_id from deliveries d where d.status = 'pending' and d.connection_id > i.connection_id
      order by d.connection_id limit 1)
    from ids i where i.connection_id is not null
  ), orphans as (
    select o.workspace_id, o.id from ids i
    cross join lateral (
      select d.workspace_id, d.id from deliveries d where d.connection_id = i.connection_id and d.status = 'pending'
      limit p_limit for update skip locked) o
    where i.connection_id is not null and not exists (select from connections n where n.id = i.connection_id)
  ), taken as (
    update deliveries d set status = 'sending', claimed_at = clock_timestamp() from orphans o
    where d.workspace_id = o.workspace_id and d.id = o.id
    returning d.*
  )
  select jsonb_agg(jsonb_build_object('ws', t.workspace_id, 'id', t.id, 'ms', t.message_id, 'cv', t.conversation_id,
      'ct', t.contact_id, 'ss', t.session_id, 'eid', gen_random_uuid(), 'out', 'failed', 'parts', t.parts_done,
      'er', '{"code": "not-sent", "detail": "The connection was removed."}'::jsonb))
    into v_rows from taken t;
  if v_rows is null then return 0; end if;
  perform runtime_settle_deliveries(v_rows);
  return jsonb_array_length(v_rows);
end $$;
--> statement-breakpoint
alter function runtime_fail_orphans(int) set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
  set plan_cache_mode = force_generic_plan set jit = off;
