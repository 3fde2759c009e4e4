-- What is worked out from records and stands in columns and tables since 0004 and 0005 is empty for what was written
-- before. SQL does not know the rules that fill it; so each organisation notes here what is still to be worked out,
-- and the program does it at its next start, in steps, each of which moves `after` in its own transaction.
create table rebuild (
  org_id uuid not null references organisation (id) on delete cascade,
  -- In this order (server/vulnerabilities/rebuild.ts).
  step text not null check (step in ('names', 'decisions', 'versions')),
  -- The last key done: of component versions in hexadecimal, of decisions their id; '' before the first.
  after text collate "C" not null default '',
  primary key (org_id, step)
);

-- Before the table is guarded: no organisation is set while a migration runs.
insert into rebuild (org_id, step)
  select id, step from organisation cross join unnest(array['names', 'decisions', 'versions']) as step;

alter table rebuild enable row level security;
alter table rebuild force row level security;
create policy one_organisation on rebuild using (org_id = nullif(current_setting('maek.org', true), '')::uuid)
  with check (org_id = nullif(current_setting('maek.org', true), '')::uuid);
grant select, insert, update, delete on rebuild to maek_app;
