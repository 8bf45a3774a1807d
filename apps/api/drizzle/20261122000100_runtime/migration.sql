-- What drizzle-kit cannot express, for the runtime. See docs/decisions/040-the-turn.md.
-- One order of locks everywhere: lanes first, sorted by workspace and contact, then anything else.

alter table lanes set (fillfactor = 50);
--> statement-breakpoint
-- A state of a few kilobytes stays in its row as it is: packing and unpacking it would cost more than the turn.
alter table sessions set (fillfactor = 50, toast_tuple_target = 8160);
--> statement-breakpoint
alter table conversations set (fillfactor = 80);
--> statement-breakpoint
alter table messages set (fillfactor = 90);
--> statement-breakpoint
alter table deliveries set (fillfactor = 80);
--> statement-breakpoint

-- Locks the lanes named by [{ws, ct}] in the one order.
create function runtime_lock_lanes(p_rows jsonb) returns void language plpgsql as $$
begin
  perform 1 from lanes l
    where (l.workspace_id, l.contact_id) in (select x.ws, x.ct from jsonb_to_recordset(p_rows) x(ws uuid, ct uuid))
    order by l.workspace_id, l.contact_id
    for update;
end $$;
--> statement-breakpoint

-- One person turned out to be another: everything of p_gone becomes p_keep's. What either lane had in progress is done again.
create function runtime_merge_contacts(p_ws uuid, p_keep uuid, p_gone uuid) returns void language plpgsql as $$
declare v_both boolean;
begin
  perform runtime_lock_lanes(jsonb_build_array(jsonb_build_object('ws', p_ws, 'ct', p_keep), jsonb_build_object('ws', p_ws, 'ct', p_gone)));
  update lanes k set token = k.token + 1, lease_until = null, attempts = 0, ready_at = clock_timestamp(), inbound = g.inbound || k.inbound
    from lanes g where k.workspace_id = p_ws and k.contact_id = p_keep and g.workspace_id = p_ws and g.contact_id = p_gone;
  update lanes set token = token + 1, lease_until = null, moved_to = p_keep where workspace_id = p_ws and contact_id = p_gone;
  update identities set contact_id = p_keep where workspace_id = p_ws and contact_id = p_gone;
  update inbox set contact_id = p_keep where workspace_id = p_ws and contact_id = p_gone;
  select count(*) = 2 into v_both from conversations
    where workspace_id = p_ws and contact_id in (p_keep, p_gone) and status <> 'closed';
  if v_both then
    update conversations set status = 'closed', closed_at = clock_timestamp(), epoch = epoch + 1
      where workspace_id = p_ws and contact_id = p_gone and status <> 'closed';
  end if;
  update conversations set contact_id = p_keep where workspace_id = p_ws and contact_id = p_gone;
  update sessions set contact_id = p_keep where workspace_id = p_ws and contact_id = p_gone;
  update deliveries set contact_id = p_keep where workspace_id = p_ws and contact_id = p_gone
    and status in ('pending', 'sending', 'uncertain');
  update effects set contact_id = p_keep where workspace_id = p_ws and contact_id = p_gone and status in ('pending', 'running');
  update timers set contact_id = p_keep where workspace_id = p_ws and contact_id = p_gone;
  update contacts k set name = coalesce(k.name, g.name), phone = coalesce(k.phone, g.phone), email = coalesce(k.email, g.email),
      language = coalesce(k.language, g.language), fields = g.fields || k.fields, updated_at = clock_timestamp(),
      tags = array(select distinct unnest(k.tags || g.tags) order by 1)
    from contacts g where k.workspace_id = p_ws and k.id = p_keep and g.workspace_id = p_ws and g.id = p_gone;
  update contacts set merged_into = p_keep where workspace_id = p_ws and id = p_gone;
end $$;
--> statement-breakpoint

-- The contact known by any of these keys [{key, address}], made when there is none, merged when there are several.
create function runtime_resolve_contact(p_ws uuid, p_channel text, p_keys jsonb, p_new uuid, p_name text, p_phone text)
returns uuid language plpgsql as $$
declare v_found uuid[]; v_keep uuid; v_other uuid;
begin
  perform pg_advisory_xact_lock(h) from (
    select distinct hashtextextended(p_ws::text || p_channel || k.key, 0) h
    from jsonb_to_recordset(p_keys) k(key text) order by 1) locks;
  select array_agg(distinct i.contact_id order by i.contact_id) into v_found
    from identities i join jsonb_to_recordset(p_keys) k(key text) on i.key = k.key
    where i.workspace_id = p_ws and i.channel = p_channel;
  if v_found is null then
    v_keep := p_new;
    insert into contacts (workspace_id, id, name, phone) values (p_ws, p_new, p_name, p_phone);
    insert into lanes (workspace_id, contact_id) values (p_ws, p_new);
  else
    v_keep := v_found[1];
    foreach v_other in array v_found[2:] loop
      perform runtime_merge_contacts(p_ws, v_keep, v_other);
    end loop;
    update contacts set name = coalesce(name, p_name), phone = coalesce(phone, p_phone), updated_at = clock_timestamp()
      where workspace_id = p_ws and id = v_keep and ((name is null and p_name is not null) or (phone is null and p_phone is not null));
  end if;
  insert into identities (workspace_id, channel, key, contact_id, address)
    select p_ws, p_channel, k.key, v_keep, k.address from jsonb_to_recordset(p_keys) k(key text, address text)
    on conflict (workspace_id, channel, key) do update set address = excluded.address where identities.address <> excluded.address;
  return v_keep;
end $$;
--> statement-breakpoint

-- Takes events [{o, ws, ct, cn, key, kind, eid, body, inb}] into the inbox. Answers for each: new (with the lane's lease, when
-- p_lease_ms is given and the lane was free), dup, or moved (the contact became another: resolve it again).
create function runtime_ingest(p_rows jsonb, p_lease_ms int) returns table (o int, outcome text, token bigint)
language plpgsql as $$
#variable_conflict use_column
begin
  perform runtime_lock_lanes(p_rows);
  return query
  with r as (
    select x.*, l.contact_id is not null as here
    from jsonb_to_recordset(p_rows) x(o int, ws uuid, ct uuid, cn uuid, key text, kind text, eid uuid, body jsonb, inb bigint)
    left join lanes l on l.workspace_id = x.ws and l.contact_id = x.ct and l.moved_to is null
  ), keyed as (
    insert into inbox_keys (workspace_id, connection_id, key)
      select r.ws, r.cn, r.key from r where r.here and r.key is not null
      on conflict do nothing returning workspace_id, connection_id, key
  ), fresh as (
    select distinct on (r.ws, r.cn, coalesce(r.key, r.eid::text)) r.* from r
    where r.here and (r.key is null or exists (
      select 1 from keyed k where k.workspace_id = r.ws and k.connection_id = r.cn and k.key = r.key))
    order by r.ws, r.cn, coalesce(r.key, r.eid::text), r.o
  ), put as (
    insert into inbox (workspace_id, contact_id, connection_id, kind, event_id, body, at)
      select f.ws, f.ct, f.cn, f.kind, f.eid, f.body, clock_timestamp() from fresh f order by f.o
  ), latest as (
    select f.ws, f.ct, coalesce(jsonb_object_agg(f.cn, f.inb) filter (where f.inb is not null), '{}') as inbound,
      bool_and(p_lease_ms is not null and (l.lease_until is null or l.lease_until < clock_timestamp())) as free
    from (select f.ws, f.ct, f.cn, max(f.inb) as inb from fresh f group by f.ws, f.ct, f.cn) f
    join lanes l on l.workspace_id = f.ws and l.contact_id = f.ct
    group by f.ws, f.ct
  ), woken as (
    update lanes l set
      token = case when n.free then l.token + 1 else l.token end,
      attempts = case when n.free then l.attempts + 1 else l.attempts end,
      lease_until = case when n.free then clock_timestamp() + p_lease_ms * interval '1 ms' else l.lease_until end,
      ready_at = clock_timestamp(),
      inbound = l.inbound || n.inbound
    from latest n where l.workspace_id = n.ws and l.contact_id = n.ct
    returning l.workspace_id, l.contact_id, case when n.free then l.token end as token
  )
  select r.o,
    case when not r.here then 'moved' when f.o is null then 'dup' else 'new' end,
    w.token
  from r
  left join fresh f on f.o = r.o
  left join woken w on f.o is not null and w.workspace_id = r.ws and w.contact_id = r.ct;
end $$;
--> statement-breakpoint

-- Puts events of our own [{ws, ct, cn, kind, eid, body}] into their lanes.
create function runtime_enqueue(p_rows jsonb) returns void language plpgsql as $$
begin
  perform runtime_lock_lanes(p_rows);
  insert into inbox (workspace_id, contact_id, connection_id, kind, event_id, body, at)
    select x.ws, coalesce(l.moved_to, x.ct), x.cn, x.kind, x.eid, x.body, clock_timestamp()
    from jsonb_to_recordset(p_rows) x(ws uuid, ct uuid, cn uuid, kind text, eid uuid, body jsonb)
    join lanes l on l.workspace_id = x.ws and l.contact_id = x.ct;
  update lanes l set ready_at = clock_timestamp()
    from jsonb_to_recordset(p_rows) x(ws uuid, ct uuid)
    where l.workspace_id = x.ws and l.contact_id = x.ct and l.ready_at > clock_timestamp();
end $$;
--> statement-breakpoint

-- Leases lanes that have something to take and that nobody holds.
create function runtime_lease(p_limit int, p_lease_ms int) returns table (ws uuid, ct uuid, tk bigint)
language sql as $$
  with due as (
    select l.workspace_id, l.contact_id from lanes l
    where (l.workspace_id, l.contact_id) in (
        select i.workspace_id, i.contact_id from inbox i
        join lanes x on x.workspace_id = i.workspace_id and x.contact_id = i.contact_id
        where x.ready_at <= clock_timestamp() and (x.lease_until is null or x.lease_until < clock_timestamp())
        order by i.id limit p_limit * 4)
      and l.ready_at <= clock_timestamp() and (l.lease_until is null or l.lease_until < clock_timestamp())
    limit p_limit for update skip locked
  )
  update lanes l set token = l.token + 1, attempts = l.attempts + 1,
    lease_until = clock_timestamp() + p_lease_ms * interval '1 ms'
  from due where l.workspace_id = due.workspace_id and l.contact_id = due.contact_id
  returning l.workspace_id, l.contact_id, l.token
$$;
--> statement-breakpoint

-- Gives leases back untouched [{ws, ct, tk}], when a process stops.
create function runtime_release(p_rows jsonb) returns void language sql as $$
  update lanes l set lease_until = null, attempts = greatest(0, l.attempts - 1)
  from jsonb_to_recordset(p_rows) x(ws uuid, ct uuid, tk bigint)
  where l.workspace_id = x.ws and l.contact_id = x.ct and l.token = x.tk
$$;
--> statement-breakpoint

-- Commits the turns of many lanes, each with its own outcome: ok, lost (another has the lease) or conflict (a person changed
-- the conversation meanwhile). Nothing of a lane that is not ok is written.
create function runtime_commit(p jsonb, p_lease_ms int) returns table (k int, outcome text, more boolean)
language plpgsql as $$
#variable_conflict use_column
declare
  v_now timestamptz := clock_timestamp();
  v_good int[];
  v_expected int;
  v_written int;
begin
  -- A turn need not wait for the disk: were it lost in a crash, its events would still be in the inbox. Nothing is sent or asked
  -- of the world before a claim, and a claim's own commit waits for the disk with everything written before it.
  perform set_config('synchronous_commit', 'off', true);
  perform runtime_lock_lanes(p->'lanes');
  select coalesce(array_agg(x.k), '{}') into v_good
    from jsonb_to_recordset(p->'lanes') x(k int, ws uuid, ct uuid, tk bigint, cv uuid, ep int)
    join lanes l on l.workspace_id = x.ws and l.contact_id = x.ct and l.token = x.tk
    left join conversations c on c.workspace_id = x.ws and c.id = x.cv
    where x.cv is null or c.epoch = x.ep;

  if p ? 'opened' then
    insert into conversations (workspace_id, id, contact_id, connection_id, protocol, status, speaker, last_message_at, created_at)
      select x.ws, x.id, x.ct, x.cn, x.pr, 'bot', 'bot', x.at, x.at
      from jsonb_to_recordset(p->'opened') x(k int, ws uuid, id uuid, ct uuid, cn uuid, pr text, at timestamptz)
      where x.k = any (v_good);
  end if;
  if p ? 'messages' then
    insert into messages (workspace_id, id, conversation_id, connection_id, seq, direction, author, version_id, session_id,
        content, status, error, provider_message_id, at)
      select x.ws, x.id, x.cv, x.cn, c.last_seq + x.n, x.dir, x.au, x.vr, x.ss, x.ct, x.st, x.er, x.pm, x.at
      from jsonb_to_recordset(p->'messages') x(k int, ws uuid, id uuid, cv uuid, cn uuid, n int, dir text, au text, vr uuid,
        ss uuid, ct jsonb, st text, er jsonb, pm text, at timestamptz)
      join conversations c on c.workspace_id = x.ws and c.id = x.cv
      where x.k = any (v_good);
  end if;
  if p ? 'conversations' then
    update conversations c set status = x.st, speaker = x.sp, queue_id = x.qu, waiting_since = x.wa, version_id = x.vr,
        failure = x.fa, fields = x.fl, connection_id = x.cn, closed_at = x.cl, unread = c.unread + x.un,
        last_seq = c.last_seq + x.ms, last_message_id = coalesce(x.lm, c.last_message_id),
        last_message_at = coalesce(x.la, c.last_message_at)
      from jsonb_to_recordset(p->'conversations') x(k int, ws uuid, id uuid, st text, sp text, qu uuid, wa timestamptz, vr uuid,
        fa jsonb, fl jsonb, cn uuid, cl timestamptz, un int, ms int, lm uuid, la timestamptz)
      where c.workspace_id = x.ws and c.id = x.id and x.k = any (v_good);
  end if;
  if p ? 'deliveries' then
    insert into deliveries (workspace_id, id, message_id, conversation_id, contact_id, connection_id, status, epoch, session_id)
      select x.ws, x.id, x.id, x.cv, x.ct, x.cn, 'pending', x.ep, x.ss
      from jsonb_to_recordset(p->'deliveries') x(k int, ws uuid, id uuid, cv uuid, ct uuid, cn uuid, ep int, ss uuid)
      where x.k = any (v_good);
  end if;
  if p ? 'sessions' then
    select count(*) into v_expected from jsonb_to_recordset(p->'sessions') x(k int) where x.k = any (v_good);
    insert into sessions (workspace_id, id, contact_id, connection_id, flow_id, version_id, status, waits_for, state, version,
        spoke_at, held, started_at)
      select x.ws, x.id, x.ct, x.cn, x.fl, x.vr, x.st, x.wf, x.js, x.v, x.sp, x.hl, x.sp
      from jsonb_to_recordset(p->'sessions') x(k int, ws uuid, id uuid, ct uuid, cn uuid, fl uuid, vr uuid, st text, wf text,
        js jsonb, v int, was int, sp timestamptz, hl jsonb)
      where x.k = any (v_good)
      on conflict (workspace_id, id) do update set status = excluded.status, waits_for = excluded.waits_for,
        state = excluded.state, version = excluded.version, spoke_at = excluded.spoke_at, held = excluded.held,
        connection_id = excluded.connection_id
      where sessions.version <= excluded.version;
    get diagnostics v_written = row_count;
    if v_written <> v_expected then raise exception 'a session is ahead of its lane'; end if;
  end if;
  if p ? 'turns' then
    insert into turns (workspace_id, session_id, number, conversation_id, event, facts, trace, state_hash, at)
      select x.ws, x.ss, x.no, x.cv, x.ev, x.fa, x.tr, x.ha, x.at
      from jsonb_to_recordset(p->'turns') x(k int, ws uuid, ss uuid, no int, cv uuid, ev jsonb, fa jsonb, tr jsonb, ha text, at timestamptz)
      where x.k = any (v_good);
  end if;
  if p ? 'effects' then
    insert into effects (workspace_id, id, contact_id, conversation_id, session_id, epoch, request, idempotent, status)
      select x.ws, x.id, x.ct, x.cv, x.ss, x.ep, x.rq, x.ip, 'pending'
      from jsonb_to_recordset(p->'effects') x(k int, ws uuid, id uuid, ct uuid, cv uuid, ss uuid, ep int, rq jsonb, ip boolean)
      where x.k = any (v_good);
  end if;
  if p ? 'timers' then
    insert into timers (workspace_id, id, contact_id, session_id, at)
      select x.ws, x.id, x.ct, x.ss, x.at
      from jsonb_to_recordset(p->'timers') x(k int, ws uuid, id uuid, ct uuid, ss uuid, at timestamptz)
      where x.k = any (v_good);
  end if;
  if p ? 'cancelled' then
    delete from timers t using jsonb_to_recordset(p->'cancelled') x(k int, ws uuid, id uuid)
      where t.workspace_id = x.ws and t.id = x.id and x.k = any (v_good);
  end if;
  if p ? 'contacts' then
    update contacts c set name = coalesce(x.nm, c.name), email = coalesce(x.em, c.email), phone = coalesce(x.ph, c.phone),
        language = coalesce(x.lg, c.language), fields = c.fields || x.fl, updated_at = v_now,
        tags = array(select t from (select distinct unnest(c.tags || array(select jsonb_array_elements_text(x.ad))) t) s
          where t <> all (array(select jsonb_array_elements_text(x.rm))) order by t)
      from jsonb_to_recordset(p->'contacts') x(k int, ws uuid, id uuid, nm text, em text, ph text, lg text, fl jsonb, ad jsonb, rm jsonb)
      where c.workspace_id = x.ws and c.id = x.id and x.k = any (v_good);
  end if;
  if p ? 'media' then
    insert into media_fetches (workspace_id, message_id, connection_id, conversation_id, provider_media_id, filename)
      select x.ws, x.id, x.cn, x.cv, x.pm, x.fn
      from jsonb_to_recordset(p->'media') x(k int, ws uuid, id uuid, cn uuid, cv uuid, pm text, fn text)
      where x.k = any (v_good);
  end if;
  delete from inbox i where i.id = any (array(
    select x.id from jsonb_to_recordset(p->'done') x(k int, id bigint) where x.k = any (v_good)));
  if p ? 'changes' then
    insert into changes (workspace_id, topic, key)
      select x.ws, x.tp, x.ky from jsonb_to_recordset(p->'changes') x(ws uuid, tp text, ky text);
  end if;
  return query
  with state as (
    select x.k, x.ws, x.ct, x.rd, x.mt, x.k = any (v_good) as good, l.token = x.tk as held,
      x.lf or exists (select 1 from inbox i where i.workspace_id = x.ws and i.contact_id = x.ct and i.id > x.mx) as more
    from jsonb_to_recordset(p->'lanes') x(k int, ws uuid, ct uuid, tk bigint, mx bigint, lf boolean, rd timestamptz, mt boolean)
    join lanes l on l.workspace_id = x.ws and l.contact_id = x.ct
  ), released as (
    update lanes l set attempts = 0, met = l.met or s.mt, ready_at = case when s.more then v_now else coalesce(s.rd, v_now) end,
      lease_until = case when s.more then v_now + p_lease_ms * interval '1 ms' end
    from state s where s.good and l.workspace_id = s.ws and l.contact_id = s.ct
  )
  select s.k, case when s.good then 'ok' when s.held then 'conflict' else 'lost' end, s.more from state s;
end $$;
--> statement-breakpoint

-- The next p_count protocol numbers of a workspace's day; answers the first.
create function runtime_protocols(p_ws uuid, p_day date, p_count int) returns int language sql as $$
  insert into protocol_counters (workspace_id, day, last) values (p_ws, p_day, p_count)
  on conflict (workspace_id, day) do update set last = protocol_counters.last + p_count
  returning last - p_count + 1
$$;
--> statement-breakpoint

-- Timers that are due become events in their lanes. Lanes that are busy are left for the next look.
create function runtime_fire_timers(p_limit int) returns int language plpgsql as $$
declare v_due jsonb; v_count int;
begin
  select coalesce(jsonb_agg(jsonb_build_object('ws', l.workspace_id, 'ct', l.contact_id)), '[]') into v_due from (
    select l.workspace_id, l.contact_id from lanes l
    where (l.workspace_id, l.contact_id) in (
      select t.workspace_id, t.contact_id from timers t where t.at <= clock_timestamp() order by t.at limit p_limit)
    order by l.workspace_id, l.contact_id for update skip locked) l;
  with fired as (
    delete from timers t using jsonb_to_recordset(v_due) x(ws uuid, ct uuid)
      where t.workspace_id = x.ws and t.contact_id = x.ct and t.at <= clock_timestamp()
      returning t.*
  ), woken as (
    update lanes l set ready_at = clock_timestamp() from fired f
      where l.workspace_id = f.workspace_id and l.contact_id = f.contact_id and l.ready_at > clock_timestamp()
  )
  insert into inbox (workspace_id, contact_id, kind, event_id, body, at)
    select f.workspace_id, f.contact_id, 'timer', gen_random_uuid(),
      jsonb_build_object('timerId', f.id, 'sessionId', f.session_id), clock_timestamp()
    from fired f order by f.at, f.id;
  get diagnostics v_count = row_count;
  return v_count;
end $$;
--> statement-breakpoint

-- Takes the oldest unsettled message of each conversation that is due, on connections that may send. One whose bot has been
-- silenced since is dropped instead.
create function runtime_claim_deliveries(p_limit int)
returns table (ws uuid, id uuid, message_id uuid, conversation_id uuid, contact_id uuid, connection_id uuid, session_id uuid,
  dropped boolean, attempt int, parts int, parts_done int, content jsonb, message_at timestamptz, inbound float8, addresses jsonb, wait_ms float8)
language plpgsql as $$
#variable_conflict use_column
begin
  return query
  with heads as (
    select d.workspace_id, d.id, d.connection_id, row_number() over (partition by d.connection_id order by d.priority, d.run_at) as place
    from (
      select d.* from connections n
      cross join lateral (
        select d.workspace_id, d.id from deliveries d
        where d.connection_id = n.id and d.status = 'pending' and d.run_at <= clock_timestamp()
          and not exists (select 1 from deliveries e where e.workspace_id = d.workspace_id
            and e.conversation_id = d.conversation_id and e.seq < d.seq and e.status in ('pending', 'sending', 'uncertain'))
        order by d.priority, d.run_at limit p_limit) h
      join deliveries d on d.workspace_id = h.workspace_id and d.id = h.id
      where n.status = 'ok' and (n.paused_until is null or n.paused_until <= clock_timestamp())
        and (n.pace_at is null or n.pace_at < clock_timestamp() + interval '1 s') and d.status = 'pending'
      order by d.priority, d.run_at limit p_limit for update of d skip locked) d
  ), counted as (
    select n.workspace_id, n.id, c.count, greatest(coalesce(n.pace_at, '-infinity'), clock_timestamp() - interval '1 s') as free_at
    from (select h.workspace_id, h.connection_id, count(*) from heads h group by 1, 2) c
    join connections n on n.workspace_id = c.workspace_id and n.id = c.connection_id
    order by n.workspace_id, n.id for update of n
  ), paced as (
    update connections n set pace_at = c.free_at + c.count * interval '1 s' / n.rate
    from counted c where n.workspace_id = c.workspace_id and n.id = c.id
    returning n.id, c.free_at, interval '1 s' / n.rate as gap
  ), taken as (
    update deliveries d set status = case when d.epoch < c.epoch then 'dropped' else 'sending' end,
      claimed_at = clock_timestamp(), attempt = d.attempt + 1
    from heads h, conversations c
    where d.workspace_id = h.workspace_id and d.id = h.id and c.workspace_id = d.workspace_id and c.id = d.conversation_id
    returning d.*, h.place
  ), silenced as (
    update messages m set status = 'failed', error = '{"code": "taken-over", "detail": null}'
    from taken t where t.status = 'dropped' and m.workspace_id = t.workspace_id and m.id = t.message_id
  )
  select t.workspace_id, t.id, t.message_id, t.conversation_id, t.contact_id, t.connection_id, t.session_id,
    t.status = 'dropped', t.attempt, t.parts::int, t.parts_done::int, m.content, m.at, (l.inbound->>t.connection_id::text)::float8,
    (select jsonb_agg(jsonb_build_object('channel', i.channel, 'key', i.key, 'address', i.address) order by i.created_at desc)
      from identities i where i.workspace_id = t.workspace_id and i.contact_id = t.contact_id),
    greatest(0, extract(epoch from p.free_at + (t.place - 1) * p.gap - clock_timestamp()) * 1000)::float8
  from taken t
  join paced p on p.id = t.connection_id
  join messages m on m.workspace_id = t.workspace_id and m.id = t.message_id
  left join lanes l on l.workspace_id = t.workspace_id and l.contact_id = t.contact_id
  order by t.seq;
end $$;
--> statement-breakpoint

-- Writes what came of sending [{ws, id, ms, cv, ct, ss, eid, out, pid, parts, ra, fr, er}]. out: sent, retry (again at ra; fr: the
-- try does not count), failed, uncertain. A failure is told to the session that spoke.
create function runtime_settle_deliveries(p_rows jsonb) returns void language plpgsql as $$
begin
  if exists (select 1 from jsonb_to_recordset(p_rows) x(out text) where x.out = 'failed') then
    perform runtime_lock_lanes((select jsonb_agg(x) from jsonb_array_elements(p_rows) x where x->>'out' = 'failed'));
  end if;
  perform 1 from deliveries d where (d.workspace_id, d.id) in (select x.ws, x.id from jsonb_to_recordset(p_rows) x(ws uuid, id uuid))
    order by d.workspace_id, d.id for update;
  with r as (
    select x.* from jsonb_to_recordset(p_rows) x(ws uuid, id uuid, ms uuid, cv uuid, ct uuid, ss uuid, eid uuid, out text,
      pid text, parts int, ra timestamptz, fr boolean, er jsonb)
  ), settled as (
    update deliveries d set parts_done = greatest(d.parts_done, r.parts), provider_message_id = coalesce(r.pid, d.provider_message_id),
      run_at = coalesce(r.ra, d.run_at), attempt = d.attempt - coalesce(r.fr, false)::int,
      status = case r.out when 'sent' then 'sent' when 'retry' then 'pending' when 'failed' then 'failed' else 'uncertain' end
    from r where d.workspace_id = r.ws and d.id = r.id
      and (d.status = 'sending' or (r.out = 'sent' and d.status in ('uncertain', 'unknown')))
    returning d.workspace_id, d.id
  ), shown as (
    update messages m set status = case r.out when 'sent' then 'sent' else 'failed' end, error = r.er
    from r join settled s on s.workspace_id = r.ws and s.id = r.id
    where r.out in ('sent', 'failed') and m.workspace_id = r.ws and m.id = r.ms and m.status in ('queued', 'sending', 'unknown')
    returning m.workspace_id, m.id
  ), told as (
    insert into inbox (workspace_id, contact_id, kind, event_id, body, at)
    select r.ws, coalesce(l.moved_to, r.ct), 'failed', r.eid,
      jsonb_build_object('messageId', r.ms, 'sessionId', r.ss, 'code', r.er->>'code'), clock_timestamp()
    from r join shown s on s.workspace_id = r.ws and s.id = r.ms
    join lanes l on l.workspace_id = r.ws and l.contact_id = r.ct
    where r.out = 'failed' and r.ss is not null
    returning workspace_id, contact_id
  ), woken as (
    update lanes l set ready_at = clock_timestamp() from told t
    where l.workspace_id = t.workspace_id and l.contact_id = t.contact_id and l.ready_at > clock_timestamp()
  )
  insert into changes (workspace_id, topic, key)
    select distinct r.ws, 'conversation', r.cv::text from r where r.out in ('sent', 'failed')
    union all select distinct r.ws, 'conversations', '' from r where r.out in ('sent', 'failed');
end $$;
--> statement-breakpoint

-- Messages whose sending nobody answered for a while are shown as unknown and let later ones go on.
create function runtime_give_up_waiting(p_after_ms int) returns int language plpgsql as $$
declare v_count int;
begin
  with lost as (
    update deliveries d set status = 'unknown'
    where (d.workspace_id, d.id) in (
      select e.workspace_id, e.id from deliveries e where e.status in ('sending', 'uncertain')
        and e.claimed_at < clock_timestamp() - p_after_ms * interval '1 ms' limit 500 for update skip locked)
    returning d.workspace_id, d.message_id, d.conversation_id
  ), shown as (
    update messages m set status = 'unknown' from lost
    where m.workspace_id = lost.workspace_id and m.id = lost.message_id and m.status in ('queued', 'sending')
  )
  insert into changes (workspace_id, topic, key)
    select distinct workspace_id, 'conversation', conversation_id::text from lost
    union all select distinct workspace_id, 'conversations', '' from lost;
  get diagnostics v_count = row_count;
  return v_count;
end $$;
--> statement-breakpoint

-- How far a message has come. A refusal counts until the message is known to have arrived.
create function runtime_rank(p_status text) returns int language sql immutable as $$
  select case p_status when 'queued' then 0 when 'sending' then 1 when 'unknown' then 2 when 'sent' then 3 when 'failed' then 4
    when 'delivered' then 5 when 'read' then 6 when 'played' then 7 end
$$;
--> statement-breakpoint

-- Takes statuses {delivery, part, providerMessageId, status, error} from providers: they settle deliveries nobody was sure of and never move a message
-- backwards. A refusal is told to the session that spoke.
create function runtime_take_statuses(p_limit int) returns int language plpgsql as $$
declare v_rows jsonb; v_count int;
begin
  with taken as (
    delete from status_inbox s where (s.id, s.workspace_id) in (
      select t.id, t.workspace_id from status_inbox t order by t.id limit p_limit for update skip locked)
    returning s.*
  )
  select count(*), coalesce(jsonb_agg(jsonb_build_object('ws', d.workspace_id, 'id', d.id, 'ms', d.message_id, 'cv', d.conversation_id,
      'ct', d.contact_id, 'ss', d.session_id, 'st', t.body->>'status', 'er', t.body->'error', 'part', t.body->'part',
      'pid', t.body->>'providerMessageId') order by t.id) filter (where d.id is not null), '[]')
    into v_count, v_rows
    from taken t left join lateral (
      select d.* from deliveries d where d.workspace_id = t.workspace_id and d.connection_id = t.connection_id
        and (d.id = (t.body->>'delivery')::uuid
          or (t.body->>'delivery' is null and d.provider_message_id = t.body->>'providerMessageId'))
      limit 1) d on true;
  if v_rows = '[]' then return v_count; end if;
  if exists (select 1 from jsonb_to_recordset(v_rows) x(st text) where x.st = 'failed') then
    perform runtime_lock_lanes((select jsonb_agg(x) from jsonb_array_elements(v_rows) x where x->>'st' = 'failed'));
  end if;
  perform 1 from deliveries d where (d.workspace_id, d.id) in (select x.ws, x.id from jsonb_to_recordset(v_rows) x(ws uuid, id uuid))
    order by d.workspace_id, d.id for update;
  -- A status of an earlier part of a long text says that this part arrived, and that the next may go.
  update deliveries d set parts_done = greatest(d.parts_done, x.part + 1),
      status = case when d.status = 'uncertain' then 'pending' else d.status end
    from jsonb_to_recordset(v_rows) x(ws uuid, id uuid, st text, part int)
    where d.workspace_id = x.ws and d.id = x.id and x.part < d.parts - 1 and x.st <> 'failed' and d.parts_done <= x.part;
  with r as (
    select distinct on (x.ws, x.id) x.ws, x.id, x.ms, x.cv, x.ct, x.ss, x.st, x.er, x.pid, runtime_rank(x.st) as rank
    from jsonb_to_recordset(v_rows) x(ws uuid, id uuid, ms uuid, cv uuid, ct uuid, ss uuid, st text, er jsonb, pid text, part int)
    join deliveries d on d.workspace_id = x.ws and d.id = x.id
    where x.part >= d.parts - 1 or x.st = 'failed'
    order by x.ws, x.id, runtime_rank(x.st) desc
  ), settled as (
    update deliveries d set status = case r.st when 'failed' then 'failed' else 'sent' end,
      provider_message_id = coalesce(d.provider_message_id, r.pid)
    from r where d.workspace_id = r.ws and d.id = r.id and d.status in ('pending', 'sending', 'uncertain', 'unknown', 'sent')
      and not (d.status = 'sent' and r.st <> 'failed' and d.provider_message_id is not null)
  ), shown as (
    update messages m set status = r.st, error = r.er
    from r where m.workspace_id = r.ws and m.id = r.ms and m.status is not null and r.rank > runtime_rank(m.status)
    returning m.workspace_id, m.id
  ), told as (
    insert into inbox (workspace_id, contact_id, kind, event_id, body, at)
    select r.ws, coalesce(l.moved_to, r.ct), 'failed', gen_random_uuid(),
      jsonb_build_object('messageId', r.ms, 'sessionId', r.ss, 'code', r.er->>'code'), clock_timestamp()
    from r join shown s on s.workspace_id = r.ws and s.id = r.ms
    join lanes l on l.workspace_id = r.ws and l.contact_id = r.ct
    where r.st = 'failed' and r.ss is not null
    returning workspace_id, contact_id
  ), woken as (
    update lanes l set ready_at = clock_timestamp() from told t
    where l.workspace_id = t.workspace_id and l.contact_id = t.contact_id and l.ready_at > clock_timestamp()
  )
  insert into changes (workspace_id, topic, key)
    select distinct r.ws, 'conversation', r.cv::text from r join shown s on s.workspace_id = r.ws and s.id = r.ms
    union all select distinct s.workspace_id, 'conversations', '' from shown s;
  return v_count;
end $$;
--> statement-breakpoint

-- Takes effects that are due. One whose bot has been silenced since is dropped: its session hears of it when it is resumed.
create function runtime_claim_effects(p_limit int)
returns table (ws uuid, id uuid, contact_id uuid, session_id uuid, request jsonb, dropped boolean) language sql as $$
  with due as (
    select e.workspace_id, e.id, e.epoch < c.epoch as silenced from effects e
    join conversations c on c.workspace_id = e.workspace_id and c.id = e.conversation_id
    where e.status = 'pending' and e.run_at <= clock_timestamp()
    order by e.run_at limit p_limit for update of e skip locked
  )
  update effects e set status = case when due.silenced then 'dropped' else 'running' end,
    claimed_at = clock_timestamp(), attempt = e.attempt + 1
  from due where e.workspace_id = due.workspace_id and e.id = due.id
  returning e.workspace_id, e.id, e.contact_id, e.session_id, e.request, due.silenced
$$;
--> statement-breakpoint

-- Ends an effect and puts its answer into the contact's lane. False: it had ended before.
create function runtime_settle_effect(p_ws uuid, p_id uuid, p_contact uuid, p_event uuid, p_status text, p_body jsonb)
returns boolean language plpgsql as $$
declare v_lane jsonb := jsonb_build_array(jsonb_build_object('ws', p_ws, 'ct', p_contact, 'kind', 'effect', 'eid', p_event, 'body', p_body));
begin
  perform runtime_lock_lanes(v_lane);
  update effects set status = p_status where workspace_id = p_ws and id = p_id and status in ('running', 'dropped');
  if not found then return false; end if;
  perform runtime_enqueue(v_lane);
  return true;
end $$;
--> statement-breakpoint

-- Reads everything the turns of these lanes [{ws, ct, tk}] need. Lanes whose lease has gone are missing.
create function runtime_load(p_leases jsonb, p_rows int)
returns table (ws uuid, ct uuid, tk float8, attempts smallint, met boolean, inbound jsonb, name text, phone text, email text,
  language text, tags text[], fields jsonb, conversation jsonb, sessions jsonb, rows jsonb)
language plpgsql as $$
#variable_conflict use_column
begin
  return query
  select l.workspace_id, l.contact_id, l.token::float8, l.attempts, l.met, l.inbound,
    c.name, c.phone, c.email, c.language, c.tags, c.fields,
    case when v.id is not null then jsonb_build_object('id', v.id, 'connectionId', v.connection_id, 'protocol', v.protocol,
      'status', v.status, 'speaker', v.speaker, 'epoch', v.epoch, 'queueId', v.queue_id, 'waitingSince', v.waiting_since,
      'versionId', v.version_id, 'failure', v.failure, 'fields', v.fields,
      'agentName', (select a.name from accounts a where a.id = v.assignee_id)) end,
    s.sessions, i.rows
  from jsonb_to_recordset(p_leases) x(ws uuid, ct uuid, tk bigint)
  join lanes l on l.workspace_id = x.ws and l.contact_id = x.ct and l.token = x.tk
  join contacts c on c.workspace_id = x.ws and c.id = x.ct
  left join conversations v on v.workspace_id = x.ws and v.contact_id = x.ct and v.status <> 'closed'
  left join lateral (
    select jsonb_agg(jsonb_build_object('id', i.id, 'kind', i.kind, 'eventId', i.event_id, 'connectionId', i.connection_id,
      'at', floor(extract(epoch from i.at) * 1000), 'body', i.body) order by i.id) as rows,
      array_agg((i.body->>'sessionId')::uuid) filter (where i.kind = 'failed') as failed
    from (select * from inbox i where i.workspace_id = x.ws and i.contact_id = x.ct order by i.id limit p_rows) i
  ) i on true
  left join lateral (
    select jsonb_agg(jsonb_build_object('id', s.id, 'connectionId', s.connection_id, 'flowId', s.flow_id,
      'versionId', s.version_id, 'status', s.status, 'waitsFor', s.waits_for, 'state', s.state, 'version', s.version,
      'held', s.held, 'spokeAt', floor(extract(epoch from s.spoke_at) * 1000)) order by s.spoke_at desc) as sessions
    from (
      select * from sessions s where s.workspace_id = x.ws and s.contact_id = x.ct and s.status = 'waiting'
      union all
      select * from sessions s where s.workspace_id = x.ws and s.id = any (i.failed) and s.status <> 'waiting'
    ) s
  ) s on true;
end $$;
--> statement-breakpoint

-- These functions know their rows by key, a few at a time, whatever the statistics of a table that just grew say: always go
-- by index, plan once, compile nothing.
do $$
declare f record;
begin
  for f in select p.oid::regprocedure as name from pg_proc p
    where p.pronamespace = current_schema()::regnamespace and p.proname like 'runtime\_%' and p.proname <> 'runtime_rank'
  loop
    execute format('alter function %s set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
      set plan_cache_mode = force_generic_plan set jit = off', f.name);
  end loop;
end $$;
