-- The foreign key of each component version to its organisation asked for, and locked, the same row once for every
-- version: a quarter of what writing them cost. All versions of a statement are asked for together, as lines of SBOMs
-- since 0006; the lock is the key's own, so no organisation goes while versions of it are written. An organisation is
-- only removed with its rows, which go first (server/database/tables.ts).
alter table component_version drop constraint component_version_org_id_fkey;
create function component_version_has_organisation() returns trigger language plpgsql as $$
declare
  named uuid;
begin
  for named in select distinct org_id from added loop
    perform 1 from organisation where id = named for key share;
    if not found then
      raise exception 'a component version names an organisation that is not there' using errcode = 'foreign_key_violation';
    end if;
  end loop;
  return null;
end $$;
create trigger component_version_has_organisation after insert on component_version
  referencing new table as added for each statement execute function component_version_has_organisation();
