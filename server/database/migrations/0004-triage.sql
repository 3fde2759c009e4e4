-- What is decided about findings, and the order in which people work through them. The records are the truth; the
-- columns and tables of an organisation here are worked out from them in the same transaction, so that lists need
-- not read every record. docs/adr/0007-triage.md.

-- What others say of a vulnerability from day to day, under the id they publish it by. Public, so without org_id.
create table vulnerability_signal (
  vulnerability text collate "C" primary key check (octet_length(vulnerability) <= 200),
  epss real check (epss between 0 and 1),
  epss_percentile real check (epss_percentile between 0 and 1),
  epss_on date,
  kev_on date,
  kev_due date,
  kev_ransomware boolean
);

-- What a decision names a component by: its purl without version, else its name.
alter table component_version add column unversioned text collate "C" not null generated always as (
  left(coalesce(regexp_replace(regexp_replace(purl, '[?#].*$', ''), '([^/])@[^/]*$', '\1'), name), 400)) stored;
create index component_version_unversioned on component_version (org_id, unversioned);

-- One collation for ids of vulnerabilities: their index is also their order on a page, on every server.
drop index finding_order;
alter table finding alter column vulnerability type text collate "C";
alter table finding
  -- Who published the leading vector.
  add column issuer text,
  -- Some SBOM that is not retired names the component. Findings that do not stand are kept and not listed.
  add column is_standing boolean not null default true,
  -- The most urgent state in any SBOM that stands (domain/vulnerabilities/triage.ts).
  add column state text not null default 'in-triage'
    check (state in ('in-triage', 'affected', 'accepted', 'fixed', 'not-affected')),
  -- The last day on which that holds: past it the finding is in triage, whatever `state` still says.
  add column decided_until date,
  -- The word first, then the score: one number to sort by, and each severity is a range of it.
  add column grade smallint not null generated always as (case severity when 'critical' then 1000 when 'high' then 800
    when 'medium' then 600 when 'low' then 400 when 'none' then 200 else 0 end + greatest(rank, 0)) stored,
  -- Day by which somebody must look: ten days of triage (common practice of coordinated disclosure), or the expiry.
  add column due_on date not null generated always as (case when state = 'in-triage'
    then (found_at at time zone 'UTC')::date + 10 else coalesce(decided_until, '9999-12-31'::date) end) stored,
  add check (state <> 'in-triage' or decided_until is null);

-- The findings of a device are read by the key of each component, thousands at once: all that they are sorted and
-- filtered by stands in the index itself.
alter table finding drop constraint finding_pkey;
alter table finding add primary key (org_id, component, vulnerability)
  include (is_standing, state, decided_until, grade, found_at, due_on);

create index finding_grade on finding (org_id, state, grade desc, component, vulnerability) where is_standing;
create index finding_found on finding (org_id, state, found_at desc, component, vulnerability) where is_standing;
create index finding_due on finding (org_id, state, due_on, component, vulnerability) where is_standing;
create index finding_of_vulnerability on finding (org_id, vulnerability, state, component) where is_standing;
create index finding_until on finding (org_id, decided_until) where is_standing and decided_until is not null;

-- Every vulnerability ever found in an organisation: EPSS moves each day for most of them, and a day's change
-- rewrites these rows and never the findings.
create table found_vulnerability (
  org_id uuid not null references organisation (id) on delete cascade,
  vulnerability text collate "C" not null,
  epss real,
  epss_percentile real,
  epss_on date,
  kev_on date,
  kev_due date,
  kev_ransomware boolean,
  -- What lists are sorted by: unknown comes after zero.
  likelihood real not null generated always as (coalesce(epss, -1)) stored,
  -- In which states a finding that stands has it. May say too much, never too little: the lists look again.
  in_triage boolean not null default true,
  affected boolean not null default false,
  accepted boolean not null default false,
  fixed boolean not null default false,
  not_affected boolean not null default false,
  primary key (org_id, vulnerability)
);
create index found_vulnerability_in_triage on found_vulnerability (org_id, likelihood desc, vulnerability) where in_triage;
create index found_vulnerability_affected on found_vulnerability (org_id, likelihood desc, vulnerability) where affected;
create index found_vulnerability_accepted on found_vulnerability (org_id, likelihood desc, vulnerability) where accepted;
create index found_vulnerability_fixed on found_vulnerability (org_id, likelihood desc, vulnerability) where fixed;
create index found_vulnerability_not_affected on found_vulnerability (org_id, likelihood desc, vulnerability) where not_affected;
create index found_vulnerability_kev on found_vulnerability (org_id, likelihood desc, vulnerability) where kev_on is not null;

-- Every name of those vulnerabilities, their own among them: a decision may speak of a GHSA, a finding be named CVE.
create table found_alias (
  org_id uuid not null,
  alias text collate "C" not null,
  vulnerability text collate "C" not null,
  primary key (org_id, alias, vulnerability),
  foreign key (org_id, vulnerability) references found_vulnerability (org_id, vulnerability) on delete cascade
);
create index found_alias_vulnerability on found_alias (org_id, vulnerability);

-- A record that decides about findings, or is on its way to: what of its body counting needs.
create table decision (
  org_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('triage-decision', 'vulnerability-case')),
  -- It counts: signed, and neither withdrawn nor reopened.
  is_in_force boolean not null,
  -- It has counted once: what it superseded does not come back.
  was_in_force boolean not null,
  -- It may still come to count.
  is_pending boolean not null,
  outcome text not null check (outcome in ('affected', 'accepted', 'fixed', 'not-affected')),
  scope text not null check (scope in ('release', 'component', 'all')),
  versions text,
  releases uuid[] not null,
  sboms uuid[] not null,
  supersedes uuid[] not null,
  expires_on date,
  -- Above this EPSS, on entry into KEV, on a change of the advisory: the decision is opened again.
  review_epss real,
  review_on_kev boolean not null,
  review_on_change boolean not null,
  primary key (org_id, id),
  foreign key (org_id, id) references record (org_id, id) on delete cascade
);

create table decision_row (
  org_id uuid not null,
  decision_id uuid not null,
  position integer not null,
  vulnerability text collate "C" not null,
  -- Null: any component.
  package text collate "C",
  primary key (org_id, decision_id, position),
  foreign key (org_id, decision_id) references decision (org_id, id) on delete cascade
);
create index decision_row_vulnerability on decision_row (org_id, vulnerability, decision_id);
create index decision_row_package on decision_row (org_id, package) where package is not null;

-- A trigger that fired: the decision no longer counts for this vulnerability, even when the cause goes away again.
create table fired_trigger (
  org_id uuid not null,
  decision_id uuid not null,
  vulnerability text collate "C" not null,
  cause text not null check (cause in ('epss', 'kev', 'advisory')),
  -- What was seen: the new EPSS, the day in KEV, what changed in the advisory.
  seen text not null,
  at timestamptz not null,
  primary key (org_id, decision_id, vulnerability),
  foreign key (org_id, decision_id) references decision (org_id, id) on delete cascade
);
create index fired_trigger_vulnerability on fired_trigger (org_id, vulnerability);

do $$
declare
  name text;
begin
  foreach name in array array['found_vulnerability', 'found_alias', 'decision', 'decision_row', 'fired_trigger'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format(
      'create policy one_organisation on %I using (org_id = nullif(current_setting(''maek.org'', true), '''')::uuid) '
      'with check (org_id = nullif(current_setting(''maek.org'', true), '''')::uuid)', name);
  end loop;
end $$;

grant select, insert, update, delete on vulnerability_signal, found_vulnerability, found_alias, decision, decision_row
  to maek_app;
grant select, insert on fired_trigger to maek_app;
