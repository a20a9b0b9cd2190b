-- The context of a transaction, as inScope sets it (server/repositories/scope.ts). After a transaction a setting is '' and not NULL,
-- so every reader goes through nullif: no context means no rows, never an error and never everything.
create schema if not exists context;
grant usage on schema context to whystock_app, whystock_worker;

create or replace function context.seller_id() returns bigint language sql stable parallel safe
  as $$ select nullif(current_setting('app.seller_id', true), '')::bigint $$;

create or replace function context.account_id() returns bigint language sql stable parallel safe
  as $$ select nullif(current_setting('app.account_id', true), '')::bigint $$;

create or replace function context.user_id() returns bigint language sql stable parallel safe
  as $$ select nullif(current_setting('app.user_id', true), '')::bigint $$;

create or replace function context.staff_role() returns text language sql stable parallel safe
  as $$ select nullif(current_setting('app.staff_role', true), '') $$;

create or replace function context.sign_in_email() returns text language sql stable parallel safe
  as $$ select nullif(current_setting('app.sign_in_email', true), '') $$;

create or replace function context.session_key() returns text language sql stable parallel safe
  as $$ select nullif(current_setting('app.session_key', true), '') $$;

create or replace function context.token_key() returns text language sql stable parallel safe
  as $$ select nullif(current_setting('app.token_key', true), '') $$;

-- Staff read every seller; staff who look through one seller's eyes read that one.
create or replace function context.reads_every_seller() returns boolean language sql stable parallel safe
  as $$ select context.seller_id() is null and context.staff_role() is not null $$;

create or replace function context.may_read(row_seller_id bigint) returns boolean language sql stable parallel safe
  as $$ select row_seller_id = context.seller_id() or context.reads_every_seller() $$;

-- A seller's rows are changed in the seller's own context only.
create or replace function context.may_write(row_seller_id bigint) returns boolean language sql stable parallel safe
  as $$ select row_seller_id = context.seller_id() and context.staff_role() is null $$;
