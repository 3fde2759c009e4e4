-- Lists of one release or device are lists of one or a few SBOMs. Read from `finding` they look up thousands of
-- component versions all over an index that grows with the organisation; here each SBOM's findings stand side by
-- side, with the state they have in that SBOM. docs/adr/0011-finding-places.md.
create table finding_place (
  org_id uuid not null,
  -- An SBOM that is not retired; its lines never change.
  sbom_id uuid not null,
  vulnerability text collate "C" not null,
  component bytea not null,
  -- Of the finding: neither depends on the place.
  grade smallint not null,
  found_at timestamptz not null,
  -- In this SBOM alone, worked out by domain/vulnerabilities/triage.ts. Past its last day it is in triage.
  state text not null default 'in-triage'
    check (state in ('in-triage', 'affected', 'accepted', 'fixed', 'not-affected')),
  decided_until date,
  -- By vulnerability first: the list by EPSS asks for one vulnerability after the other. No foreign key: rows are only
  -- ever written from `finding` and `sbom_component` in one statement.
  primary key (org_id, sbom_id, vulnerability, component)
) with (fillfactor = 85);
-- The list by severity. No index holds the state: so a decision writes rows and no index, and a list of one state
-- looks at the rows it passes over.
create index finding_place_grade on finding_place (org_id, sbom_id, grade desc, component, vulnerability);

-- Planned like its sources: an organisation counts as a share of the table (0010).
alter table finding_place alter column org_id set statistics 0;

alter table finding_place enable row level security;
alter table finding_place force row level security;
create policy one_organisation on finding_place using (org_id = nullif(current_setting('maek.org', true), '')::uuid)
  with check (org_id = nullif(current_setting('maek.org', true), '')::uuid);
grant select, insert, update, delete on finding_place to maek_app;

-- What was written before is placed at the next start (server/vulnerabilities/rebuild.ts).
alter table rebuild drop constraint rebuild_step_check;
alter table rebuild add constraint rebuild_step_check
  check (step in ('names', 'decisions', 'places', 'versions'));
-- `rebuild` is guarded by now and no organisation is set while a migration runs: one after the other is.
do $$
declare
  id uuid;
begin
  for id in select organisation.id from organisation loop
    perform set_config('maek.org', id::text, true);
    insert into rebuild (org_id, step) values (id, 'places') on conflict do nothing;
  end loop;
  perform set_config('maek.org', '', true);
end $$;
