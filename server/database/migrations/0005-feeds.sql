-- Where public knowledge of vulnerabilities and of support comes from, how old it is, and the further questions that
-- component versions ask of it. Everything published is kept once, without org_id, like the advisories of 0003.

-- What stands of each source; `part` is the ecosystem for OSV and '' for the others.
create table feed_state (
  source text not null check (source in ('osv', 'kev', 'epss', 'nvd', 'eol')),
  part text not null default '',
  last_success_at timestamptz,
  last_try_at timestamptz,
  fault_ko text,
  fault_en text,
  -- Failed tries since the last success: the next one waits longer (domain/vulnerabilities/feed-due.ts).
  failures integer not null default 0 check (failures >= 0),
  entries integer not null default 0 check (entries >= 0),
  sha256 bytea check (octet_length(sha256) = 32),
  -- When the publisher made what stands: an older edition is never taken over a newer one.
  content_at timestamptz,
  -- Names of the keys that signed the bundle it came in; null where nothing vouches for it.
  signed_by text,
  etag text,
  last_modified text,
  primary key (source, part),
  check ((fault_ko is null) = (fault_en is null))
);

-- Nothing is fetched from anywhere until somebody says so here.
create table feed_setting (
  source text primary key check (source in ('osv', 'kev', 'epss', 'nvd', 'eol')),
  is_on boolean not null,
  url text not null check (octet_length(url) <= 2000),
  -- Ecosystems of OSV.
  parts text[] not null default '{}',
  every_hours integer not null check (every_hours between 1 and 720),
  changed_at timestamptz not null,
  changed_by text not null
);

-- Keys whose signed bundles are taken: C2SP verifier keys.
create table feed_trust (
  name text primary key,
  verifier_key text not null unique,
  added_at timestamptz not null,
  added_by text not null
);

-- What CVE records say beside what names products: summary, published severities, weaknesses, addresses.
create table cve (
  id text primary key check (octet_length(id) <= 40),
  digest bytea not null check (octet_length(digest) = 32),
  modified text not null,
  head json not null
);

-- By the question a CPE asks: vendor and product, both named, in the escaped small letters of a formatted string.
create table cpe_criterion (
  vendor_product text not null,
  cve_id text not null references cve (id) on delete cascade,
  -- Only ever read whole.
  criteria json not null,
  primary key (vendor_product, cve_id)
);
create index cpe_criterion_cve on cpe_criterion (cve_id);

-- How long makers support what they released (endoflife.date).
create table support_product (
  name text primary key,
  title text not null,
  category text not null,
  link text
);

create table support_cycle (
  product text not null references support_product (name) on delete cascade,
  -- The newest first, as published.
  position integer not null,
  cycle text not null,
  label text,
  released date,
  -- End of active support; null where none is told.
  support_until date,
  -- End of security fixes; null where only yes or no is told, or nothing.
  eol date,
  -- Whether support has ended, where that is all that is told.
  ended boolean,
  -- End of paid or extended support.
  extended_until date,
  latest text,
  link text,
  primary key (product, cycle)
);

-- What finds the product: a canonical purl without version, or `part:vendor:product` of a CPE in small letters.
create table support_identifier (
  identifier text not null,
  scheme text not null check (scheme in ('purl', 'cpe')),
  product text not null references support_product (name) on delete cascade,
  primary key (identifier, product)
);

-- Rules find components of no ecosystem by their name, whatever its capitals.
alter table component_version add column name_folded text
  generated always as (case when ecosystem is null then lower(left(name, 500)) end) stored;
create index component_version_name on component_version (org_id, name_folded) where name_folded is not null;

-- What a component version asks beside the question of its own purl (component_version.ecosystem): by its CPE, or by
-- a rule for components nobody publishes under their own name. Ecosystem `cpe` asks cpe_criterion.
create table component_query (
  org_id uuid not null,
  component bytea not null,
  via text not null check (via in ('cpe', 'rule')),
  ecosystem text not null,
  package text not null,
  -- The whole purl or CPE asked, its version included.
  asked text not null,
  -- The rule that says so.
  rule uuid,
  primary key (org_id, component, via, ecosystem, package),
  foreign key (org_id, component) references component_version (org_id, key) on delete cascade,
  foreign key (org_id, rule) references record (org_id, id) on delete cascade,
  check ((via = 'rule') = (rule is not null))
);
create index component_query_package on component_query (org_id, ecosystem, package);
create index component_query_rule on component_query (org_id, rule) where rule is not null;

-- Component versions a rule speaks of without a question: somebody watches for them by hand.
create table component_watch (
  org_id uuid not null,
  component bytea not null,
  rule uuid not null,
  primary key (org_id, component, rule),
  foreign key (org_id, component) references component_version (org_id, key) on delete cascade,
  foreign key (org_id, rule) references record (org_id, id) on delete cascade
);
create index component_watch_rule on component_watch (org_id, rule);

do $$
declare
  name text;
begin
  foreach name in array array['component_query', 'component_watch'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format(
      'create policy one_organisation on %I using (org_id = nullif(current_setting(''maek.org'', true), '''')::uuid) '
      'with check (org_id = nullif(current_setting(''maek.org'', true), '''')::uuid)', name);
  end loop;
end $$;

grant select, insert, update, delete on component_query, component_watch, cpe_criterion, support_product, support_cycle,
  support_identifier, feed_trust to maek_app;
grant select, insert, update on feed_state, feed_setting, cve to maek_app;
