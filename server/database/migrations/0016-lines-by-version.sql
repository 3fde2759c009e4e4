-- SBOMs that come in together name many component versions in common: each is asked for once, not once for every line.
create or replace function sbom_component_names_versions() returns trigger language plpgsql as $$
declare
  is_missing boolean;
begin
  -- Dynamic SQL, so that it is planned for each statement (0009); `offset 0` keeps each a look into a key's index.
  execute 'select exists (select 1 from (select distinct org_id, component from added) named where not exists (
      select 1 from component_version version
      where version.org_id = named.org_id and version.key = named.component offset 0))' into is_missing;
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
