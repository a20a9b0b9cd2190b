-- Row-level security on every table with a seller_id: found in the catalogue, so that a new table is closed before anyone thinks of it.
-- FORCE binds the owner too. The worker plans for all sellers; the web server sees what its context allows.
do $$
declare
  walled text;
  old_policy text;
begin
  for walled in
    select c.relname from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
      and (exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'seller_id' and not a.attisdropped)
        or c.relname in ('seller', 'app_user', 'user_session', 'access_token', 'policy_version', 'policy_draft',
                         'plan_run', 'run_stage', 'run_price', 'run_price_mix', 'run_artifact', 'run_network', 'run_network_price', 'run_limit_change', 'run_salt', 'trace_move', 'trace_audit',
                         'forecast_model', 'forecast_quality', 'forecast_alarm', 'forecast_job', 'network_event',
                         'market_round', 'market_book'))
    order by c.relname
  loop
    execute format('alter table %I enable row level security', walled);
    execute format('alter table %I force row level security', walled);
    for old_policy in select p.polname from pg_policy p where p.polrelid = format('public.%I', walled)::regclass loop
      execute format('drop policy %I on %I', old_policy, walled);
    end loop;
    execute format('create policy worker_all on %I to whystock_worker using (true) with check (true)', walled);
    continue when walled in ('seller', 'account', 'membership', 'audit_event', 'app_user', 'user_session', 'access_token',
                             'policy_version', 'policy_draft', 'plan_run', 'run_stage', 'run_price', 'run_price_mix', 'run_artifact', 'run_network', 'run_network_price', 'run_limit_change', 'run_salt', 'trace_move', 'trace_audit',
                             'forecast_model', 'forecast_quality', 'forecast_alarm', 'forecast_job', 'network_event',
                             'market_round', 'market_book');
    -- context.may_read, its settings read once a query and not once a row: a third to two thirds of the time of long reads.
    execute format('create policy read on %I for select to whystock_app using (seller_id = (select context.seller_id()) or (select context.reads_every_seller()))', walled);
    execute format('create policy add on %I for insert to whystock_app with check (context.may_write(seller_id))', walled);
    execute format('create policy change on %I for update to whystock_app using (context.may_write(seller_id)) with check (context.may_write(seller_id))', walled);
  end loop;
end $$;

-- A seller's questions: support works on them; an internal note is never the seller's to read or to write.
create policy staff_add on support_case for insert to whystock_app
  with check (context.staff_role() = 'support' and context.may_read(seller_id));
create policy staff_change on support_case for update to whystock_app
  using (context.staff_role() = 'support' and context.may_read(seller_id))
  with check (context.staff_role() = 'support' and context.may_read(seller_id));
create policy staff_add on case_entry for insert to whystock_app
  with check (context.staff_role() = 'support' and context.may_read(seller_id));
create policy note_hidden on case_entry as restrictive for select to whystock_app
  using (kind <> 'note' or context.staff_role() is not null);
create policy own_words on case_entry as restrictive for insert to whystock_app
  with check (author_id = context.user_id() and (kind = 'message') = (context.staff_role() is null));

-- An explanation that staff asked for is kept like any other.
create policy staff_add on explanation for insert to whystock_app
  with check (context.staff_role() is not null and context.may_read(seller_id));
create policy staff_add on declined_question for insert to whystock_app
  with check (context.staff_role() is not null and context.may_read(seller_id));
create policy own_words on declined_question as restrictive for insert to whystock_app
  with check ((viewer = 'seller') = (context.staff_role() is null));
-- What staff alone may ask, staff alone read; what staff asked without an answer too.
create policy for_staff on declined_question as restrictive for select to whystock_app
  using (viewer = 'seller' or context.staff_role() is not null);
create policy for_staff on explanation as restrictive for select to whystock_app
  using (question ->> 'kind' is null or question ->> 'kind' not like 'staff%' or context.staff_role() is not null);

-- Sellers and accounts: the one in the context; before one is chosen, those of the memberships that the context shows.
create policy read on seller for select to whystock_app
  using (context.may_read(id) or (context.seller_id() is null and id in (select m.seller_id from membership m)));
create policy read on account for select to whystock_app
  using (context.may_read(seller_id) or (context.seller_id() is null and seller_id in (select m.seller_id from membership m)));
