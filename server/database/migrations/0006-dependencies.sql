-- How the components of an SBOM depend on one another, what each lacks, and whether the document keeps its schema.

alter table sbom_component
  -- Positions of the components this one depends on or contains; null where the document names none. Beside the line
  -- and not in rows of their own: they are only ever read all together, and an SBOM has three edges for each line.
  add column needs integer[],
  -- One bit for each element that is lacking (domain/components/quality.ts).
  add column gaps integer not null default 0,
  -- Author, copyright, support, facts of a model or data set, and what the name may be mistaken for; mostly null.
  add column details json;

-- Two foreign keys on every line are two thirds of what an intake costs. That each line's component is there is asked
-- once for all lines of a statement instead; component versions go only together with their organisation, whose
-- records take the lines along.
alter table sbom_component drop constraint sbom_component_org_id_component_fkey;
create function sbom_component_names_versions() returns trigger language plpgsql as $$
begin
  -- `offset 0` keeps this a look into the key's index for each line: the planner knows nothing of rows written a
  -- moment ago, takes both sides for empty and would compare all with all.
  if exists (select 1 from added where not exists (
      select 1 from component_version version
      where version.org_id = added.org_id and version.key = added.component offset 0)) then
    raise exception 'a line of an SBOM names a component version that is not there' using errcode = 'foreign_key_violation';
  end if;
  return null;
end $$;
create trigger sbom_component_names_versions after insert on sbom_component
  referencing new table as added for each statement execute function sbom_component_names_versions();

grant update (needs, gaps, details) on sbom_component to maek_app;

-- What was understood of an SBOM beside its lines. An SBOM of before has none until it is read again.
create table sbom_reading (
  org_id uuid not null,
  sbom_id uuid not null,
  -- What the document is about; it is no line of its own.
  subject json,
  -- Positions of what the subject itself depends on or contains.
  roots integer[] not null,
  -- Counts (domain/components/quality.ts).
  quality json not null,
  -- What the reader passed over or mended, the first of them; and all, counted.
  faults json not null,
  fault_count integer not null,
  -- The official schema is asked after the intake is durable, so that nobody waits for it.
  schema_state text not null default 'waiting' check (schema_state in ('waiting', 'valid', 'faulty', 'not-checked')),
  -- Which schema was asked, or why none.
  schema_name text,
  schema_faults json not null default '[]',
  schema_fault_count integer not null default 0,
  schema_checked_at timestamptz,
  primary key (org_id, sbom_id),
  foreign key (org_id, sbom_id) references record (org_id, id) on delete cascade
);
create index sbom_reading_waiting on sbom_reading (org_id, sbom_id) where schema_state = 'waiting';

alter table sbom_reading enable row level security;
alter table sbom_reading force row level security;
create policy one_organisation on sbom_reading using (org_id = nullif(current_setting('maek.org', true), '')::uuid)
  with check (org_id = nullif(current_setting('maek.org', true), '')::uuid);
grant select, insert, update on sbom_reading to maek_app;
