-- The queue, or the default one when it is gone. Whoever removes queues waits for the caller's commit, and the caller for theirs.
create function runtime_queue(p_ws uuid, p_id uuid) returns uuid language plpgsql as $$
declare v_id uuid;
begin
  select q.id into v_id from queues q where q.workspace_id = p_ws and q.id = p_id for key share;
  if not found then
    select q.id into v_id from queues q where q.workspace_id = p_ws and q.is_default for key share;
  end if;
  return v_id;
end $$;
--> statement-breakpoint

-- Commits the turns of many lanes (sorted) and lets the lanes go. Each has its own outcome: ok, lost (another has the lease) or
-- conflict (a person changed the conversation meanwhile); nothing of a lane that is not ok is written. The first field of every
-- record is the place of its lane. `more`: events wait beyond those the turn knows of and left (the lane's seventh field); in a lane whose
-- messages wait (its eighth: until when), only what is no message counts, since that alone can move it.
create or replace function runtime_commit(p_lanes text, p_met text, p_opened text, p_conversations text, p_messages text, p_started text,
  p_sessions text, p_turns text, p_effects text, p_timers text, p_cancelled text, p_contacts text, p_media text, p_done text)
returns table (place int, outcome text, more boolean) language plpgsql as $$
#variable_conflict use_column
declare
  v_now timestamptz := clock_timestamp();
  -- By place.
  v_ws uuid[];
  v_ct uuid[];
  v_cv uuid[];
  v_epoch int[];
  v_held boolean[];
  v_good boolean[];
  v_seq bigint[];
  v_ahead boolean;
  v_waits boolean;
begin
  -- A turn need not wait for the disk: were it lost in a crash, its events would still be in the inbox. Nothing is sent or asked
  -- of the world before a claim, and a claim's own commit waits for the disk with everything written before it.
  perform set_config('synchronous_commit', 'off', true);
  -- Letting go is also the lock: from here on nobody else changes these conversations.
  with given as materialized (
    select f[1]::int as place, f[2]::uuid as ws, f[3]::uuid as ct, f[4]::bigint as token, f[5]::uuid as cv, f[6]::int as epoch,
      f[8]::timestamptz as ready_at, f[9]::jsonb as inbound
    from records_of(p_lanes) f
  ), let_go as (
    update lanes l set attempts = 0, lease_until = null, ready_at = coalesce(g.ready_at, v_now),
      inbound = case when g.inbound is null then l.inbound else l.inbound || g.inbound end
    from given g where l.workspace_id = g.ws and l.contact_id = g.ct and l.token = g.token
    returning g.place
  )
  select array_agg(g.ws), array_agg(g.ct), array_agg(g.cv), array_agg(coalesce(g.epoch, 0)),
      array_agg(g.place in (select place from let_go)), bool_or(g.ready_at is not null)
    into v_ws, v_ct, v_cv, v_epoch, v_held, v_waits from (select * from given order by place) g;
  -- Read after the lock: a person may have acted while we waited for it.
  select array_agg(v_held[x.place] and (x.cv is null or c.epoch = v_epoch[x.place]) order by x.place),
      array_agg(coalesce(c.last_seq, 0) order by x.place)
    into v_good, v_seq
    from unnest(v_cv) with ordinality x(cv, place) left join conversations c on c.workspace_id = v_ws[x.place] and c.id = x.cv;

  if p_met is not null then
    update lanes l set met = true from records_of(p_met) f
      where v_good[f[1]::int] and l.workspace_id = v_ws[f[1]::int] and l.contact_id = v_ct[f[1]::int];
  end if;
  if p_opened is not null then
    insert into conversations (workspace_id, id, contact_id, connection_id, protocol, status, speaker, last_message_at, created_at)
      select v_ws[f[1]::int], f[2]::uuid, v_ct[f[1]::int], f[3]::uuid, f[4], 'bot', 'bot', f[5]::timestamptz, f[5]::timestamptz
      from records_of(p_opened) f where v_good[f[1]::int];
  end if;
  if p_conversations is not null then
    with changed as (
      update conversations c set status = f[3], speaker = f[4],
        -- A turn that chose no queue leaves the one there is: it may have been moved meanwhile.
        queue_id = case when f[16] is null then c.queue_id else runtime_queue(c.workspace_id, f[5]::uuid) end, waiting_since = f[6]::timestamptz,
        version_id = f[7]::uuid, failure = f[8]::jsonb, fields = f[9]::jsonb, connection_id = f[10]::uuid,
        closed_at = f[11]::timestamptz, unread = c.unread + f[12]::int, last_seq = c.last_seq + f[13]::int,
        last_message_id = coalesce(f[14]::uuid, c.last_message_id), last_message_at = coalesce(f[15]::timestamptz, c.last_message_at)
      from records_of(p_conversations) f
      where v_good[f[1]::int] and c.workspace_id = v_ws[f[1]::int] and c.id = f[2]::uuid
      returning c.workspace_id, c.id
    )
    insert into changes (workspace_id, topic, key)
      select workspace_id, 'conversation', id::text from changed
      union all select distinct workspace_id, 'conversations', '' from changed;
  end if;
  if p_messages is not null then
    with given as materialized (
      select f[1]::int as place, f[2]::uuid as id, f[3]::uuid as cv, f[4]::uuid as cn, f[5]::int as n, f[6] as direction, f[7] as author,
        f[8]::uuid as version_id, f[9]::uuid as ss, f[10]::jsonb as content, f[11] as status, f[12] as provider_id, f[13]::timestamptz as at
      from records_of(p_messages) f where v_good[f[1]::int]
    ), said as (
      insert into messages (workspace_id, id, conversation_id, connection_id, seq, direction, author, version_id, session_id, content,
          status, provider_message_id, at)
        select v_ws[place], id, cv, cn, v_seq[place] + n, direction, author, version_id, ss, content, status, provider_id, at from given
    )
    insert into deliveries (workspace_id, id, message_id, conversation_id, contact_id, connection_id, status, epoch, session_id)
      select v_ws[place], id, id, cv, v_ct[place], cn, 'pending', v_epoch[place], ss from given where direction = 'out';
  end if;
  if p_started is not null then
    insert into sessions (workspace_id, id, contact_id, connection_id, status, waits_for, version, spoke_at, held, state, flow_id,
        version_id, started_at)
      select v_ws[f[1]::int], f[2]::uuid, v_ct[f[1]::int], f[3]::uuid, f[4], f[5], f[6]::int, f[7]::timestamptz, f[8]::jsonb, f[9],
        f[10]::uuid, f[11]::uuid, f[7]::timestamptz
      from records_of(p_started) f where v_good[f[1]::int];
  end if;
  if p_sessions is not null then
    with given as materialized (
      select f from records_of(p_sessions) f where v_good[f[1]::int]
    ), written as (
      update sessions s set connection_id = f[3]::uuid, status = f[4], waits_for = f[5], version = f[6]::int,
          spoke_at = f[7]::timestamptz, held = f[8]::jsonb, state = f[9]
        from given where s.workspace_id = v_ws[f[1]::int] and s.id = f[2]::uuid and s.version <= f[6]::int
        returning 1
    )
    select (select count(*) from written) < (select count(*) from given) into v_ahead;
    if v_ahead then raise exception 'a session is ahead of its lane'; end if;
  end if;
  if p_turns is not null then
    insert into turns (workspace_id, session_id, number, conversation_id, event, facts, trace, state_hash, at)
      select v_ws[f[1]::int], f[2]::uuid, f[3]::int, f[4]::uuid, f[5], f[6], f[7], f[8], f[9]::timestamptz
      from records_of(p_turns) f where v_good[f[1]::int];
  end if;
  if p_effects is not null then
    insert into effects (workspace_id, id, contact_id, conversation_id, session_id, epoch, request, idempotent, status)
      select v_ws[f[1]::int], f[2]::uuid, v_ct[f[1]::int], f[3]::uuid, f[4]::uuid, f[5]::int, f[6]::jsonb, f[7]::boolean, 'pending'
      from records_of(p_effects) f where v_good[f[1]::int];
  end if;
  if p_timers is not null then
    insert into timers (workspace_id, id, contact_id, session_id, at)
      select v_ws[f[1]::int], f[2]::uuid, v_ct[f[1]::int], f[3]::uuid, f[4]::timestamptz
      from records_of(p_timers) f where v_good[f[1]::int];
  end if;
  if p_cancelled is not null then
    delete from timers t using records_of(p_cancelled) f
      where v_good[f[1]::int] and t.workspace_id = v_ws[f[1]::int] and t.id = f[2]::uuid;
  end if;
  if p_contacts is not null then
    update contacts c set name = coalesce(x.n->>'name', c.name), email = coalesce(x.n->>'email', c.email),
        phone = coalesce(x.n->>'phone', c.phone), language = coalesce(x.n->>'language', c.language), fields = c.fields || (x.n->'fields'),
        updated_at = v_now,
        tags = array(select t from (select distinct unnest(c.tags || array(select jsonb_array_elements_text(x.n->'add'))) t) s
          where t <> all (array(select jsonb_array_elements_text(x.n->'remove'))) order by t)
      from (select f[1]::int as place, f[2]::jsonb as n from records_of(p_contacts) f) x
      where v_good[x.place] and c.workspace_id = v_ws[x.place] and c.id = v_ct[x.place];
  end if;
  if p_media is not null then
    insert into media_fetches (workspace_id, message_id, connection_id, conversation_id, provider_media_id, filename)
      select v_ws[f[1]::int], f[2]::uuid, f[3]::uuid, f[4]::uuid, f[5], f[6]
      from records_of(p_media) f where v_good[f[1]::int];
  end if;
  delete from inbox i using records_of(p_done) f
    where v_good[f[1]::int] and i.workspace_id = v_ws[f[1]::int] and i.contact_id = v_ct[f[1]::int] and i.id = f[2]::bigint;
  if v_waits then
    -- Said in the table too: the process that hears of it may be about to stop.
    update lanes l set ready_at = v_now from records_of(p_lanes) f
      where f[8] is not null and v_held[f[1]::int] and l.workspace_id = f[2]::uuid and l.contact_id = f[3]::uuid
        and (not v_good[f[1]::int] or exists (
          select from inbox i where i.workspace_id = f[2]::uuid and i.contact_id = f[3]::uuid and i.kind <> 'message'));
  end if;
  return query
  select f[1]::int, case when v_good[f[1]::int] then 'ok' when v_held[f[1]::int] then 'conflict' else 'lost' end,
    v_held[f[1]::int] and case
      when f[8] is null then f[10] is not null or exists (
        select from inbox i where i.workspace_id = v_ws[f[1]::int] and i.contact_id = v_ct[f[1]::int] offset f[7]::int)
      else exists (select from inbox i
        where i.workspace_id = v_ws[f[1]::int] and i.contact_id = v_ct[f[1]::int] and i.kind <> 'message') end
  from records_of(p_lanes) f;
end $$;
--> statement-breakpoint

-- Always by index, planned once, nothing compiled: as for the functions before (the runtime's first migration says why).
do $$
declare f record;
begin
  for f in select p.oid::regprocedure as name from pg_proc p
    where p.pronamespace = current_schema()::regnamespace and p.proname in ('runtime_queue', 'runtime_commit')
  loop
    execute format('alter function %s set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
      set plan_cache_mode = force_generic_plan set jit = off', f.name);
  end loop;
end $$;
--> statement-breakpoint

-- Conversations whose queue was removed before its conversations moved on.
update conversations c set queue_id = d.id from queues d
  where d.workspace_id = c.workspace_id and d.is_default and c.status <> 'closed' and c.queue_id is not null
    and not exists (select from queues q where q.workspace_id = c.workspace_id and q.id = c.queue_id);
--> statement-breakpoint

-- Conversations that somebody holds who was removed: they wait for the others.
update conversations c set status = 'waiting', assignee_id = null, waiting_since = clock_timestamp(), epoch = c.epoch + 1,
    queue_id = coalesce(c.queue_id, d.id)
  from queues d
  where d.workspace_id = c.workspace_id and d.is_default and c.status = 'open' and c.assignee_id is not null
    and not exists (select from memberships m where m.workspace_id = c.workspace_id and m.account_id = c.assignee_id);
