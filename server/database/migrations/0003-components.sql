-- What releases are made of, and what is known against it.

-- Advisories are published, the same for everybody and say nothing of any organisation: they are kept once, without
-- org_id (reference tables, were the database distributed). What is found with them in an organisation's components
-- is that organisation's and stands in `finding`.
create table feed_import (
  id bigint generated always as identity primary key,
  source text not null,
  name text not null,
  started_at timestamptz not null,
  -- Null: the import was cut off; its packages are matched again by the next one, or at the next start.
  finished_at timestamptz
);

-- Packages an unfinished import has touched, under their old names and their new ones.
create table feed_import_package (
  import_id bigint not null references feed_import (id),
  ecosystem text not null,
  name text not null,
  primary key (ecosystem, name, import_id)
);

create table advisory (
  id text primary key check (octet_length(id) <= 200),
  source text not null,
  -- SHA-256 of the compact advisory, packages included: the same again changes nothing.
  digest bytea not null check (octet_length(digest) = 32),
  modified text not null,
  -- The advisory without its packages (domain/vulnerabilities/osv.ts).
  head json not null
);

-- By the question a component asks: ecosystem and the name in the ecosystem's normal form.
create table advisory_package (
  ecosystem text not null,
  name text not null,
  advisory_id text not null references advisory (id) on delete cascade,
  -- Only ever read whole: text is written and read faster than jsonb.
  affected json not null,
  primary key (ecosystem, name, advisory_id)
);
create index advisory_package_advisory on advisory_package (advisory_id);

-- What the advisories can answer for; `Debian` for all its releases.
create table advisory_coverage (
  source text not null,
  ecosystem text not null,
  advisories integer not null,
  imported_at timestamptz not null,
  primary key (source, ecosystem)
);

-- Each distinct version of a component once in an organisation, however many SBOMs name it.
create table component_version (
  org_id uuid not null references organisation (id) on delete cascade,
  -- SHA-256 of purl and version, or of type, group, name, version and CPE where there is no purl.
  key bytea not null check (octet_length(key) = 32),
  type text not null,
  name text not null,
  version text,
  purl text,
  cpe text,
  -- The question it asks of the advisories; null where no ecosystem answers for it.
  ecosystem text,
  package text,
  queried_version text,
  primary key (org_id, key),
  check ((ecosystem is null) = (package is null))
);
create index component_version_package on component_version (org_id, ecosystem, package) where ecosystem is not null;

-- The lines of an SBOM, in byte order of name and version: the position is the order of its pages.
create table sbom_component (
  org_id uuid not null,
  sbom_id uuid not null,
  position integer not null check (position >= 0),
  component bytea not null,
  reference text not null,
  licences jsonb not null,
  hashes jsonb not null,
  supplier text,
  scope text,
  -- Reference of the component it is assembled into.
  part_of text,
  primary key (org_id, sbom_id, position),
  foreign key (org_id, sbom_id) references record (org_id, id) on delete cascade,
  foreign key (org_id, component) references component_version (org_id, key) on delete cascade
);
create index sbom_component_version on sbom_component (org_id, component, sbom_id);

-- One vulnerability in one component version, whoever published it.
create table finding (
  org_id uuid not null,
  component bytea not null,
  -- CVE where there is one, else the id of the first advisory.
  vulnerability text not null,
  aliases text[] not null,
  advisories text[] not null,
  summary text not null,
  -- How it was matched (domain/vulnerabilities/range.ts).
  how text not null,
  fixed_in text,
  -- The leading score; null where nobody published a vector.
  score numeric(3, 1) check (score between 0 and 10),
  vector text,
  severity text not null check (severity in ('critical', 'high', 'medium', 'low', 'none', 'unknown')),
  -- Score in tenths, or the least of its severity word, or -1 where nobody says: the order of the list.
  rank smallint not null check (rank between -1 and 100),
  found_at timestamptz not null,
  primary key (org_id, component, vulnerability),
  foreign key (org_id, component) references component_version (org_id, key) on delete cascade
);
create index finding_order on finding (org_id, rank desc, component, vulnerability collate "C");

-- A column, not an index on body ->> 'vulnerability': under row-level security PostgreSQL looks up only by operators
-- it knows to leak nothing, and ->> is none of them.
alter table record add column vulnerability text
  generated always as (case when kind = 'vulnerability-case' then body ->> 'vulnerability' end) stored;
create index record_vulnerability on record (org_id, vulnerability) where vulnerability is not null;

do $$
declare
  name text;
begin
  foreach name in array array['component_version', 'sbom_component', 'finding'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format(
      'create policy one_organisation on %I using (org_id = nullif(current_setting(''maek.org'', true), '''')::uuid) '
      'with check (org_id = nullif(current_setting(''maek.org'', true), '''')::uuid)', name);
  end loop;
end $$;

grant select, insert on component_version, sbom_component to maek_app;
grant select, insert, update, delete on finding, advisory_coverage to maek_app;
grant select, insert, update on feed_import, advisory to maek_app;
grant select, insert, delete on feed_import_package, advisory_package to maek_app;
