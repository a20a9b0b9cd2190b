-- A run over the whole marketplace is everybody's; a run over one account is its seller's.
create policy read on plan_run for select to whystock_app
  using ((context.seller_id() is null and context.staff_role() is not null)
    or (context.seller_id() is not null
      and (account_id is null
        or account_id in (select a.id from account a where a.seller_id = context.seller_id()))));
create policy add on plan_run for insert to whystock_app
  with check (context.staff_role() = 'policy_admin'
    or (context.staff_role() is null and account_id = context.account_id()));
create policy change on plan_run for update to whystock_app
  using (context.staff_role() = 'policy_admin'
    or (context.staff_role() is null and account_id = context.account_id()))
  with check (context.staff_role() = 'policy_admin'
    or (context.staff_role() is null and account_id = context.account_id()));

create policy read on run_stage for select to whystock_app
  using (exists (select from plan_run r where r.id = run_id));
create policy add on run_stage for insert to whystock_app
  with check (exists (select from plan_run r where r.id = run_id));
create policy read on run_price for select to whystock_app
  using (exists (select from plan_run r where r.id = run_id));
create policy read on run_price_mix for select to whystock_app
  using (exists (select from plan_run r where r.id = run_id));
-- What the network can take and what its limits cost is the operator's own.
create policy read on run_network for select to whystock_app
  using (context.staff_role() = 'policy_admin' and context.seller_id() is null);
create policy read on run_network_price for select to whystock_app
  using (context.staff_role() = 'policy_admin' and context.seller_id() is null);

-- Sums over sellers: also for staff who look through one seller's eyes.
create policy read on run_limit_change for select to whystock_app
  using (context.staff_role() is not null);

-- Salts open the commitments of the decisions that a seller's context may read; what nights proved is the operator's.
create policy read on run_salt for select to whystock_app
  using (context.seller_id() is not null and exists (select from plan_run r where r.id = run_id));
create policy read on trace_move for select to whystock_app
  using (context.staff_role() = 'policy_admin' and context.seller_id() is null);
create policy read on trace_audit for select to whystock_app
  using (context.staff_role() = 'policy_admin' and context.seller_id() is null);

-- Published policies are open to all who have signed in; drafts are the staff's; only policy admins write either.
create policy read on policy_version for select to whystock_app
  using (context.user_id() is not null or context.seller_id() is not null);
create policy add on policy_version for insert to whystock_app
  with check (context.staff_role() = 'policy_admin' and context.seller_id() is null);
create policy read on policy_draft for select to whystock_app
  using (context.staff_role() is not null and context.seller_id() is null);
create policy add on policy_draft for insert to whystock_app
  with check (context.staff_role() = 'policy_admin' and context.seller_id() is null and author_id = context.user_id());
create policy change on policy_draft for update to whystock_app
  using (context.staff_role() = 'policy_admin' and context.seller_id() is null)
  with check (context.staff_role() = 'policy_admin' and context.seller_id() is null);
