-- The check of 0006 was planned once a connection, while its tables were nearly empty, and kept to that plan: every
-- line of every later SBOM then read all component versions there were. Run as dynamic SQL it is planned for each
-- statement, with the size the tables have by then.
create or replace function sbom_component_names_versions() returns trigger language plpgsql as $$
declare
  is_missing boolean;
begin
  execute 'select exists (select 1 from added where not exists (
      select 1 from component_version version
      where version.org_id = added.org_id and version.key = added.component offset 0))' into is_missing;
  if is_missing then
    raise exception 'a line of an SBOM names a component version that is not there' using errcode = 'foreign_key_violation';
  end if;
  return null;
end $$;
