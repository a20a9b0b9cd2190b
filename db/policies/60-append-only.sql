-- Facts are corrected by closing recorded_to and adding a row; what was announced, published, explained or said stays as it was.
create or replace function context.only_close_fact() returns trigger language plpgsql as $$
declare
  reopened record;
begin
  reopened := new;
  reopened.recorded_to := old.recorded_to;
  if old.recorded_to <> 'infinity' or reopened is distinct from old then
    raise exception '% is append-only: only recorded_to of a current row may be set', tg_table_name using errcode = 'restrict_violation';
  end if;
  return new;
end $$;

create or replace function context.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only: % is refused', tg_table_name, lower(tg_op) using errcode = 'restrict_violation';
end $$;

do $$
declare
  kept text;
  is_fact boolean;
begin
  for kept, is_fact in
    select c.relname, exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'recorded_to' and not a.attisdropped)
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
      and (exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'recorded_to' and not a.attisdropped)
        or c.relname in ('limit_announcement', 'policy_version', 'explanation', 'audit_event', 'run_seal', 'run_salt', 'signing_key',
                           'trace_move', 'trace_audit', 'case_entry', 'limit_change', 'run_limit_change',
                           'forecast_score', 'forecast_quality', 'declared_volume_score'))
    order by c.relname
  loop
    execute format('create or replace trigger append_only_update before update on %I for each row execute function context.%I()',
      kept, case when is_fact then 'only_close_fact' else 'refuse_change' end);
    execute format('create or replace trigger append_only_delete before delete on %I for each row execute function context.refuse_change()', kept);
    execute format('create or replace trigger append_only_truncate before truncate on %I for each statement execute function context.refuse_change()', kept);
  end loop;
end $$;

-- A model version is what it was trained to be: only whether it is used may change.
create or replace function context.only_model_status() returns trigger language plpgsql as $$
declare
  unchanged record;
begin
  unchanged := new;
  unchanged.status := old.status;
  unchanged.status_changed_at := old.status_changed_at;
  unchanged.status_changed_by := old.status_changed_by;
  if unchanged is distinct from old then
    raise exception 'forecast_model is fixed: only its status may be set' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create or replace trigger fixed_update before update on forecast_model for each row execute function context.only_model_status();

-- A trace keeps its decisions and their root for ever; it may be packed more tightly, and removed once its run was released.
create or replace function context.only_repack() returns trigger language plpgsql as $$
declare
  unchanged record;
begin
  unchanged := new;
  unchanged.columns := old.columns;
  unchanged.tier := old.tier;
  unchanged.packing := old.packing;
  unchanged.base_run_id := old.base_run_id;
  unchanged.base_depth := old.base_depth;
  if unchanged is distinct from old or new is not distinct from old or new.tier < old.tier then
    raise exception 'trace_chunk is append-only: only how it is packed may change' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create or replace function context.only_released() returns trigger language plpgsql as $$
begin
  if not exists (select from trace_move m where m.run_id = old.run_id and m.tier = 'released') then
    raise exception 'trace_chunk is append-only: delete is refused before its run is released' using errcode = 'restrict_violation';
  end if;
  return old;
end $$;
create or replace trigger append_only_update before update on trace_chunk for each row execute function context.only_repack();
create or replace trigger append_only_delete before delete on trace_chunk for each row execute function context.only_released();
create or replace trigger append_only_truncate before truncate on trace_chunk for each statement execute function context.refuse_change();

-- A rule stays what it was recorded as; a bundle may be added to one that has none.
create or replace function context.only_add_bundle() returns trigger language plpgsql as $$
declare
  unchanged record;
begin
  unchanged := new;
  unchanged.bundle := old.bundle;
  unchanged.bundle_sha256 := old.bundle_sha256;
  if old.bundle_sha256 is not null or unchanged is distinct from old then
    raise exception 'formula_set is append-only: only a bundle that is missing may be added' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create or replace trigger append_only_update before update on formula_set for each row execute function context.only_add_bundle();
create or replace trigger append_only_delete before delete on formula_set for each row execute function context.refuse_change();
create or replace trigger append_only_truncate before truncate on formula_set for each statement execute function context.refuse_change();
