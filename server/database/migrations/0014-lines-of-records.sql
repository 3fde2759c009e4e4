-- The foreign key of each line to its SBOM's record asked, and locked, the same record once for every line: two thirds
-- of what writing a line cost. All lines of a statement are asked for together, as since 0006 for their components;
-- records are never deleted but with their organisation, whose lines go first (server/database/tables.ts).
alter table sbom_component drop constraint sbom_component_org_id_sbom_id_fkey;
create or replace function sbom_component_names_versions() returns trigger language plpgsql as $$
declare
  is_missing boolean;
begin
  -- Dynamic SQL, so that it is planned for each statement (0009); `offset 0` keeps each a look into a key's index.
  execute 'select exists (select 1 from added where not exists (
      select 1 from component_version version
      where version.org_id = added.org_id and version.key = added.component offset 0))' into is_missing;
  if is_missing then
    raise exception 'a line of an SBOM names a component version that is not there' using errcode = 'foreign_key_violation';
  end if;
  execute 'select exists (select 1 from (select distinct org_id, sbom_id from added) written where not exists (
      select 1 from record where record.org_id = written.org_id and record.id = written.sbom_id offset 0))' into is_missing;
  if is_missing then
    raise exception 'a line names an SBOM whose record is not there' using errcode = 'foreign_key_violation';
  end if;
  return null;
end $$;
