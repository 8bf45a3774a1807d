-- A text without accents and capitals, to search in and to sort names by, the same whatever the server's locale. Names without
-- accents, most of what is searched, take the short way. The collation knows the capitals of every alphabet; it is ICU's where the
-- server was built with it, as nearly all are.
do $$
declare v_collation text;
begin
  select c.collname into v_collation from pg_collation c
    where c.collname in ('und-x-icu', 'pg_c_utf8', 'default') and c.collnamespace = 'pg_catalog'::regnamespace
    order by array_position(array['und-x-icu', 'pg_c_utf8', 'default'], c.collname::text) limit 1;
  execute format($f$
    create function folded(text) returns text language sql immutable parallel safe return
      case when octet_length($1) = length($1) then lower($1 collate "C") collate "default"
      else lower(regexp_replace(normalize($1, nfd), '[\u0300-\u036f]', '', 'g') collate %I) collate "default" end
  $f$, v_collation);
end $$;
