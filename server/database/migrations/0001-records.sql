-- Records, their whole history, links, signatures, clocks, files and the ledger.
-- Every table begins with org_id: it is part of every key, so that one organisation can never reach another's row,
-- and it is the distribution column when one PostgreSQL is outgrown.

create table organisation (
  id uuid primary key,
  name jsonb not null,
  sample boolean not null default false,
  -- Name of the organisation's log; goes out to witnesses, so it says nothing about the company.
  origin text not null unique,
  created_at timestamptz not null
);

create table ledger_head (
  org_id uuid primary key references organisation (id) on delete cascade,
  size bigint not null default 0,
  -- Hashes of the right edge (compact range), 32 bytes each, left to right.
  edge bytea not null default ''::bytea,
  -- The newest checkpoint the signer has signed, and the size it speaks for.
  checkpoint text,
  signed_size bigint not null default 0,
  signed_at timestamptz
);

create table ledger_entry (
  org_id uuid not null,
  index bigint not null,
  record_id uuid,
  version integer,
  -- SHA-256 of the canonical revision: what the entry proves.
  digest bytea not null check (octet_length(digest) = 32),
  -- The entry itself, canonical JSON: the leaf of the tree. A leaf of a tlog-tiles log holds at most 65,535 bytes; ours 16 KiB.
  leaf bytea not null check (octet_length(leaf) <= 16384),
  primary key (org_id, index),
  unique (org_id, record_id, version)
);

-- Acts that make no record (a passkey enrolled, a role granted, a pack sealed) with the text their entry proves.
create table ledger_note (
  org_id uuid not null,
  ledger_index bigint not null,
  kind text not null,
  object_id text not null,
  version integer not null,
  act text not null,
  actor_name text not null,
  at timestamptz not null,
  canonical text not null,
  primary key (org_id, ledger_index),
  unique (org_id, kind, object_id, version),
  foreign key (org_id, ledger_index) references ledger_entry (org_id, index) deferrable initially deferred
);

-- Full tiles of 256 hashes; level 0 are leaf hashes. What is not full is computed from the entries.
create table ledger_tile (
  org_id uuid not null,
  level smallint not null,
  number bigint not null,
  hashes bytea not null check (octet_length(hashes) = 8192),
  primary key (org_id, level, number)
);

create table record (
  org_id uuid not null,
  id uuid not null,
  kind text not null,
  number text not null,
  title text not null,
  state text not null,
  version integer not null check (version >= 1),
  edition integer not null check (edition >= 0),
  approved_version integer check (approved_version <= version),
  approved_at timestamptz,
  author_id text not null,
  author_name text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  ledger_index bigint not null,
  search text not null,
  body jsonb not null,
  primary key (org_id, id),
  unique (org_id, number)
);

create table record_revision (
  org_id uuid not null,
  record_id uuid not null,
  version integer not null,
  kind text not null,
  -- The act that made this version, by whom and when (all three also stand in the canonical text).
  act text not null,
  actor_name text not null,
  at timestamptz not null,
  ledger_index bigint not null,
  -- The whole version as it was hashed, RFC 8785 JSON: the SHA-256 of these bytes stands in the ledger entry.
  -- Personal fields are not in its body; `_sd` holds their salted digests.
  canonical text not null,
  primary key (org_id, record_id, version),
  foreign key (org_id, ledger_index) references ledger_entry (org_id, index) deferrable initially deferred
);
-- In the order of the ledger: what happened since an index is also the outbox of every consumer.
create unique index record_revision_ledger on record_revision (org_id, ledger_index);
create index record_revision_at on record_revision (org_id, at);

-- Salt and value of personal fields (RFC 9901 disclosures): destroying the row makes the digest meaningless.
create table disclosure (
  org_id uuid not null,
  record_id uuid not null,
  version integer not null,
  field text not null,
  disclosure text not null,
  primary key (org_id, record_id, version, field)
);

create table record_link (
  org_id uuid not null,
  from_id uuid not null,
  relation text not null,
  to_id uuid not null,
  primary key (org_id, from_id, relation, to_id),
  foreign key (org_id, from_id) references record (org_id, id),
  -- A link to another organisation's record is impossible, not merely forbidden.
  foreign key (org_id, to_id) references record (org_id, id)
);
create index record_link_to on record_link (org_id, to_id);

create table signature (
  org_id uuid not null,
  id uuid not null,
  record_id uuid not null,
  version integer not null,
  meaning text not null,
  signer_id text not null,
  signer_name text not null,
  method text not null check (method in ('passkey', 'password')),
  statement jsonb not null,
  signed_version integer not null,
  signed_digest bytea not null,
  -- The whole signature record, canonical JSON: its SHA-256 is the passkey challenge and stands in the ledger entry.
  canonical text not null,
  assertion jsonb,
  at timestamptz not null,
  primary key (org_id, id),
  foreign key (org_id, record_id, version) references record_revision (org_id, record_id, version)
);
create index signature_record on signature (org_id, record_id);

create table clock (
  org_id uuid not null,
  id uuid not null,
  record_id uuid not null,
  duty text not null,
  -- 0 is the duty itself, 1 and up its follow-up steps.
  step integer not null,
  started_at timestamptz not null,
  -- Last second in time; null where the law names no number.
  due_at timestamptz,
  -- The clock as it was started: article, rule of counting, calendar and catalogue version. Never recomputed.
  clock jsonb not null,
  stopped_at timestamptz,
  stopped_by uuid,
  primary key (org_id, id),
  -- A duty once started is not started again by the same record.
  unique (org_id, record_id, duty, step),
  foreign key (org_id, record_id) references record (org_id, id)
);
create index clock_due on clock (org_id, due_at) where stopped_at is null;

create table file (
  org_id uuid not null,
  sha256 bytea not null,
  size bigint not null,
  media_type text not null,
  created_at timestamptz not null,
  created_by text not null,
  primary key (org_id, sha256)
);

-- Who wrote with which key: a retried request finds its first outcome instead of writing twice.
create table act_key (
  org_id uuid not null,
  key text not null,
  request bytea not null,
  record_id uuid not null,
  version integer not null,
  at timestamptz not null,
  primary key (org_id, key)
);

-- A signature that was prepared and shown, waiting for its one use.
create table signing_ticket (
  org_id uuid not null,
  id uuid not null,
  user_id text not null,
  record_id uuid not null,
  version integer not null,
  action text not null,
  canonical text not null,
  expires_at timestamptz not null,
  primary key (org_id, id)
);

create table record_number (
  org_id uuid not null,
  code text not null,
  year integer not null,
  last integer not null,
  primary key (org_id, code, year)
);

create index record_updated on record (org_id, kind, updated_at desc, id desc);
create index record_title on record (org_id, kind, title collate "C", id);
create index record_number_order on record (org_id, kind, number collate "C", id);
create index record_state on record (org_id, kind, state, updated_at desc, id desc);
create index record_ledger on record (org_id, ledger_index);
-- Which reviews fall due, oldest approval first.
create index record_approved on record (org_id, kind, approved_at) where approved_at is not null;
create extension if not exists pg_trgm;
create index record_search on record using gin (search gin_trgm_ops);

-- The pair of the assertion in server/commit.ts: the database itself refuses a record that has no identical
-- revision in the same transaction, and (by the foreign key above) a revision without its ledger entry.
create function record_has_revision() returns trigger language plpgsql as $$
declare
  lonely text;
begin
  select pair.number into lonely
  from (
    select changed.*,
      -- One look-up by key for each row: a join here would be planned once, on an empty table, as a scan of it all.
      (select revision.canonical::jsonb from record_revision revision
       where revision.org_id = changed.org_id and revision.record_id = changed.id and revision.version = changed.version
         and revision.ledger_index = changed.ledger_index) as whole
    from changed offset 0
  ) pair
  where whole is null or not (
      whole ->> 'kind' = pair.kind and whole ->> 'number' = pair.number and whole ->> 'state' = pair.state
      -- A title that is personal data is not in the hashed text.
      and coalesce(whole ->> 'title', pair.title) = pair.title
      and (whole ->> 'edition')::integer = pair.edition
      and (whole ->> 'approvedVersion')::integer is not distinct from pair.approved_version
      and pair.body - array(select jsonb_object_keys(whole -> '_sd')) = whole -> 'body'
  )
  limit 1;
  if lonely is not null then
    raise exception 'record % changed without its revision and ledger entry', lonely using errcode = 'integrity_constraint_violation';
  end if;
  return null;
end $$;

create trigger record_inserted after insert on record
  referencing new table as changed for each statement execute function record_has_revision();
create trigger record_updated_with_revision after update on record
  referencing new table as changed for each statement execute function record_has_revision();

-- History is only ever added to. Only a whole organisation (the sample company) can leave, by a transaction that
-- names it in maek.removing.
create function only_added() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and current_setting('maek.removing', true) = old.org_id::text then
    return old;
  end if;
  raise exception '% is only ever added to', tg_table_name using errcode = 'integrity_constraint_violation';
end $$;

create trigger ledger_entry_only_added before update or delete on ledger_entry for each row execute function only_added();
create trigger ledger_tile_only_added before update or delete on ledger_tile for each row execute function only_added();
create trigger record_revision_only_added before update or delete on record_revision for each row execute function only_added();
create trigger ledger_note_only_added before update or delete on ledger_note for each row execute function only_added();
create trigger signature_only_added before update or delete on signature for each row execute function only_added();
create trigger record_not_deleted before delete on record for each row execute function only_added();

-- The log never shrinks.
create function head_only_grows() returns trigger language plpgsql as $$
begin
  if new.size < old.size or new.signed_size < old.signed_size or new.signed_size > new.size then
    raise exception 'the ledger head can only grow' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger ledger_head_only_grows before update on ledger_head for each row execute function head_only_grows();

-- Row-level security, forced: even the owner of the tables sees one organisation at a time.
do $$
declare
  name text;
begin
  foreach name in array array['ledger_head', 'ledger_entry', 'ledger_note', 'ledger_tile', 'record', 'record_revision', 'record_link',
    'disclosure', 'signature', 'clock', 'file', 'act_key', 'signing_ticket', 'record_number'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format(
      'create policy one_organisation on %I using (org_id = nullif(current_setting(''maek.org'', true), '''')::uuid) '
      'with check (org_id = nullif(current_setting(''maek.org'', true), '''')::uuid)', name);
  end loop;
end $$;

grant select, insert, update on organisation, ledger_head, record, clock, record_number to maek_app;
grant select, insert on ledger_entry, ledger_note, ledger_tile, record_revision, signature, file, act_key to maek_app;
grant select, insert, delete on record_link, disclosure, signing_ticket to maek_app;
