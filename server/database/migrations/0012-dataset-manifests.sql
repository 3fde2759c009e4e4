-- What the manifests of datasets came to. The manifest files themselves are kept like all files; these rows are
-- worked out from them, so that a page or a signature need not read millions of lines again.

create table dataset_manifest (
  org_id uuid not null,
  sha256 bytea not null check (length(sha256) = 32),
  -- One hash over all items; the same data under the same key has the same.
  root bytea not null check (length(root) = 32),
  -- Which key the site used; manifests under different keys cannot be compared.
  key_id text not null,
  items integer not null,
  -- Null where the manifest names no subjects.
  subjects integer,
  duplicates integer not null,
  -- Items and subjects of each split, `[{"name", "items", "subjects"}]`; empty where nothing is split.
  splits json not null,
  labelled boolean not null,
  unit text not null check (unit in ('file', 'row')),
  total_bytes bigint not null,
  primary key (org_id, sha256)
);

-- Which dataset was fingerprinted when, and what had changed since the manifest before.
create table dataset_fingerprint (
  org_id uuid not null,
  dataset_id uuid not null,
  -- Counts up within the dataset; written under the lock of the ledger's head.
  n integer not null,
  at timestamptz not null,
  sha256 bytea not null,
  -- The manifest compared with; null for the first.
  against bytea,
  -- Counts and the first pseudonyms of each (domain/models/datasets/manifest-diff.ts); null where not comparable.
  changes json,
  -- The check of an approved dataset that this was, or null where it went into the draft of the dataset itself.
  check_id uuid,
  primary key (org_id, dataset_id, n),
  foreign key (org_id, dataset_id) references record (org_id, id) on delete cascade,
  foreign key (org_id, sha256) references dataset_manifest (org_id, sha256),
  foreign key (org_id, check_id) references record (org_id, id) on delete cascade
);

-- Subjects and items that two manifests share: a pure function of both, kept because a signature waits for it.
create table dataset_overlap (
  org_id uuid not null,
  -- What a model learned from, and what it is tested on.
  fitted bytea not null,
  tested bytea not null,
  -- domain/models/datasets/manifest-leak.ts
  overlap json not null,
  primary key (org_id, fitted, tested),
  foreign key (org_id, fitted) references dataset_manifest (org_id, sha256) on delete cascade,
  foreign key (org_id, tested) references dataset_manifest (org_id, sha256) on delete cascade
);

do $$
declare name text;
begin
  foreach name in array array['dataset_manifest', 'dataset_fingerprint', 'dataset_overlap'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format(
      'create policy one_organisation on %I using (org_id = nullif(current_setting(''maek.org'', true), '''')::uuid)
       with check (org_id = nullif(current_setting(''maek.org'', true), '''')::uuid)', name);
    execute format('grant select, insert on %I to maek_app', name);
  end loop;
end $$;
grant update on dataset_overlap to maek_app;
