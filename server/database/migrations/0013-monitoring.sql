-- What is opened or written once only, however many servers look at once: an alert for its cause, a look for its
-- plan and period, a batch in use for its bytes.

-- Columns, not indexes on body ->> '…', for the reason given in 0003 at record.vulnerability. What they say is in the
-- body that the ledger proves; they are null for every other kind and cost it nothing.
alter table record
  add column once_only text generated always as (
    case kind
      when 'alert' then 'alert/' || (body ->> 'cause')
      when 'monitoring-look' then 'look/' || (body ->> 'plan') || '/' || (body ->> 'through')
      when 'observation-batch' then
        case when state in ('received', 'in-use') then
          'batch/' || (body ->> 'modelVersion') || '/' || (body ->> 'contents') || '/' || (body #>> '{file,sha256}')
        end
    end) stored,
  -- Batches of a model, as a look asks for them.
  add column observed_model uuid generated always as
    (case when kind = 'observation-batch' then (body ->> 'modelVersion')::uuid end) stored;

create unique index record_once_only on record (org_id, once_only) where once_only is not null;
create index record_observed_model on record (org_id, observed_model) where observed_model is not null;
