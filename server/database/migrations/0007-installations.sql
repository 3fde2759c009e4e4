-- Which version runs where, and what a vulnerability reaches.

-- Columns, not indexes on body ->> '…', for the reason given in 0003 at record.vulnerability. What they say is in the
-- body that the ledger proves; they are null for every other kind and cost it nothing.
alter table record
  add column installed_release uuid generated always as
    (case when kind = 'installation' and state = 'in-use' then (body ->> 'release')::uuid end) stored,
  add column installed_site uuid generated always as
    (case when kind = 'installation' and state = 'in-use' then (body ->> 'site')::uuid end) stored,
  add column installed_units integer generated always as
    (case when kind = 'installation' and state = 'in-use' then coalesce((body ->> 'units')::integer, 1) end) stored,
  add column installed_connection text generated always as
    (case when kind = 'installation' and state = 'in-use' then body ->> 'connection' end) stored,
  add column installed_patcher text generated always as
    (case when kind = 'installation' and state = 'in-use' then body ->> 'patcher' end) stored,
  add column installed_confirmed text generated always as
    (case when kind = 'installation' and state = 'in-use' then body ->> 'confirmedOn' end) stored,
  -- A unit that rests is still found by its number.
  add column installed_serial text generated always as
    (case when kind = 'installation' and state <> 'removed' then body ->> 'serial' end) stored;

-- All that reach sums up is in the index: a release on a hundred thousand units is counted without reading one record.
create index record_installed on record (org_id, installed_release, installed_site)
  include (installed_units, installed_connection, installed_patcher, installed_confirmed)
  where installed_release is not null;
create index record_installed_serial on record (org_id, installed_serial) where installed_serial is not null;

-- Components by the name people type: the last part of the name in small letters.
alter table component_version add column short_name text
  generated always as (lower(left(regexp_replace(name, '^.*/', ''), 200))) stored;
create index component_version_short_name on component_version (org_id, short_name);
