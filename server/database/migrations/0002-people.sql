-- Sign-in. The first seven tables are those of better-auth 1.7.5 (core, two-factor, passkey, rate limit), written
-- out here so that an auditor reads one set of migrations. Below them, what is ours.

create table "user" ("id" text not null primary key, "name" text not null, "email" text not null unique, "emailVerified" boolean not null, "image" text, "createdAt" timestamptz default current_timestamp not null, "updatedAt" timestamptz default current_timestamp not null, "twoFactorEnabled" boolean);
create table "session" ("id" text not null primary key, "expiresAt" timestamptz not null, "token" text not null unique, "createdAt" timestamptz default current_timestamp not null, "updatedAt" timestamptz not null, "ipAddress" text, "userAgent" text, "userId" text not null references "user" ("id") on delete cascade);
create table "account" ("id" text not null primary key, "accountId" text not null, "providerId" text not null, "userId" text not null references "user" ("id") on delete cascade, "accessToken" text, "refreshToken" text, "idToken" text, "accessTokenExpiresAt" timestamptz, "refreshTokenExpiresAt" timestamptz, "scope" text, "password" text, "createdAt" timestamptz default current_timestamp not null, "updatedAt" timestamptz not null);
create table "verification" ("id" text not null primary key, "identifier" text not null, "value" text not null, "expiresAt" timestamptz not null, "createdAt" timestamptz default current_timestamp not null, "updatedAt" timestamptz default current_timestamp not null);
create table "twoFactor" ("id" text not null primary key, "secret" text not null, "backupCodes" text not null, "userId" text not null references "user" ("id") on delete cascade, "verified" boolean, "failedVerificationCount" integer, "lockedUntil" timestamptz);
create table "passkey" ("id" text not null primary key, "name" text, "publicKey" text not null, "userId" text not null references "user" ("id") on delete cascade, "credentialID" text not null, "counter" integer not null, "deviceType" text not null, "backedUp" boolean not null, "transports" text, "createdAt" timestamptz, "aaguid" text);
create table "rateLimit" ("id" text not null primary key, "key" text not null unique, "count" integer not null, "lastRequest" bigint not null);
create index "session_userId_idx" on "session" ("userId");
create index "account_userId_idx" on "account" ("userId");
create index "verification_identifier_idx" on "verification" ("identifier");
create index "twoFactor_secret_idx" on "twoFactor" ("secret");
create index "twoFactor_userId_idx" on "twoFactor" ("userId");
create index "passkey_userId_idx" on "passkey" ("userId");
create index "passkey_credentialID_idx" on "passkey" ("credentialID");

-- Who belongs to which organisation in which roles. Read on every request: a change is in force on the next one.
create table member (
  org_id uuid not null references organisation (id) on delete cascade,
  user_id text not null references "user" ("id"),
  roles text[] not null check (cardinality(roles) > 0),
  disabled boolean not null default false,
  created_at timestamptz not null,
  primary key (org_id, user_id)
);
create index member_user on member (user_id);

-- Which of their organisations a session works in; without a row, the first.
create table session_organisation (
  session_id text primary key references "session" ("id") on delete cascade,
  org_id uuid not null references organisation (id) on delete cascade
);

-- One-time links; only the digest of the token is kept.
create table invitation (
  org_id uuid not null references organisation (id) on delete cascade,
  id uuid not null,
  token_digest bytea not null unique,
  email text,
  roles text[] not null,
  invited_by text,
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (org_id, id)
);

-- Tokens for programs: they act as a service, in the name of whoever made them, and never sign.
create table api_token (
  org_id uuid not null references organisation (id) on delete cascade,
  id uuid not null,
  token_digest bytea not null unique,
  name text not null,
  roles text[] not null,
  -- Null: the command line of the machine the house stands on.
  created_by text,
  created_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz,
  primary key (org_id, id)
);

-- Failed passwords at signing (21 CFR 11.300(d)).
create table signing_failure (
  user_id text not null,
  at timestamptz not null
);
create index signing_failure_user on signing_failure (user_id, at);

grant select, insert, update, delete on "user", "session", "account", "verification", "twoFactor", "passkey", "rateLimit",
  session_organisation, signing_failure to maek_app;
grant select, insert, update on member, invitation, api_token to maek_app;
