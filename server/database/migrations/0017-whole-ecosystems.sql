-- Only a full edition answers for an ecosystem: some advisories of it say nothing of the packages they do not name.
-- What stood before is taken for whole where it was fetched or bundled as such, or is too much to have come singly.
alter table advisory_coverage add column whole boolean not null default false;
update advisory_coverage coverage set whole = advisories >= case source when 'nvd' then 100000 else 100 end or exists (
  select 1 from feed_state state where state.source = coverage.source and state.part = coverage.ecosystem);
