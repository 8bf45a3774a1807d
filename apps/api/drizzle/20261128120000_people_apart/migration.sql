-- A phone number passes from one person to another; a user id does not. See docs/decisions/043-a-number-that-changes-hands.md.

-- Moves on whenever a key of a person leads to another one without their being merged: what processes remember is stale then.
create sequence key_moves owned by identities.key;
--> statement-breakpoint

-- The contact known by any of these keys [{key, address}], made when there is none, merged when there are several. Who comes with a
-- user id is not whoever had the phone number under another one: then the number is theirs from now on.
create or replace function runtime_resolve_contact(p_ws uuid, p_channel text, p_keys jsonb, p_new uuid, p_name text, p_phone text)
returns uuid language plpgsql as $$
declare v_found uuid[]; v_keep uuid; v_other uuid; v_keys text[];
begin
  perform pg_advisory_xact_lock(h) from (
    select distinct hashtextextended(p_ws::text || p_channel || k.key, 0) h
    from jsonb_to_recordset(p_keys) k(key text) order by 1) locks;
  v_keys := array(select k.key from jsonb_to_recordset(p_keys) k(key text));
  select array_agg(distinct i.contact_id order by i.contact_id) into v_found
    from identities i
    where i.workspace_id = p_ws and i.channel = p_channel and i.key = any(v_keys)
      and not (i.key like 'phone:%' and exists (select 1 from unnest(v_keys) k where k like 'user:%')
        and exists (select 1 from identities o where o.workspace_id = p_ws and o.contact_id = i.contact_id
          and o.channel = p_channel and o.key like 'user:%')
        and not exists (select 1 from identities o where o.workspace_id = p_ws and o.contact_id = i.contact_id
          and o.channel = p_channel and o.key like 'user:%' and o.key = any(v_keys)));
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
  perform runtime_part_with_keys(p_ws, p_channel, array(select i.key from identities i
    where i.workspace_id = p_ws and i.channel = p_channel and i.key = any(v_keys) and i.contact_id <> v_keep));
  insert into identities (workspace_id, channel, key, contact_id, address)
    select p_ws, p_channel, k.key, v_keep, k.address from jsonb_to_recordset(p_keys) k(key text, address text)
    on conflict (workspace_id, channel, key) do update set address = excluded.address where identities.address <> excluded.address;
  return v_keep;
end $$;
--> statement-breakpoint

-- Whoever had these keys has them no longer, and is not written to at what they stood for: only by user id, where there is one.
create function runtime_part_with_keys(p_ws uuid, p_channel text, p_keys text[]) returns void language plpgsql as $$
begin
  if cardinality(p_keys) = 0 then return; end if;
  update identities u set address = substr(u.key, 6)
    from identities g
    where g.workspace_id = p_ws and g.channel = p_channel and g.key = any(p_keys)
      and u.workspace_id = p_ws and u.contact_id = g.contact_id and u.channel = p_channel
      and u.key like 'user:%' and u.address = g.address;
  update contacts c set phone = null, updated_at = clock_timestamp()
    from identities g
    where g.workspace_id = p_ws and g.channel = p_channel and g.key = any(p_keys)
      and c.workspace_id = p_ws and c.id = g.contact_id and g.key = 'phone:' || c.phone;
  delete from identities where workspace_id = p_ws and channel = p_channel and key = any(p_keys);
  if found then perform nextval('key_moves'); end if;
end $$;
--> statement-breakpoint

-- The person known by any of p_keys has, from the event p_event on, none of p_gone any more. Said again, it changes nothing.
create function runtime_change_person(p_ws uuid, p_cn uuid, p_event text, p_channel text, p_keys jsonb, p_gone text[], p_new uuid, p_phone text)
returns void language plpgsql as $$
declare v_person uuid;
begin
  insert into inbox_keys (workspace_id, connection_id, key) values (p_ws, p_cn, p_event) on conflict do nothing;
  if not found then return; end if;
  v_person := runtime_resolve_contact(p_ws, p_channel, p_keys, p_new, null, p_phone);
  perform runtime_part_with_keys(p_ws, p_channel, p_gone);
  update contacts set phone = p_phone, updated_at = clock_timestamp()
    where workspace_id = p_ws and id = v_person and phone is null and p_phone is not null;
end $$;
--> statement-breakpoint

do $$
declare f record;
begin
  for f in select p.oid::regprocedure as name from pg_proc p
    where p.pronamespace = current_schema()::regnamespace
      and p.proname in ('runtime_resolve_contact', 'runtime_part_with_keys', 'runtime_change_person')
  loop
    execute format('alter function %s set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
      set plan_cache_mode = force_generic_plan set jit = off', f.name);
  end loop;
end $$;
