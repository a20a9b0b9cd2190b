-- The forecast model, its quality and its alarms are the operator's: policy admins read them and choose the version in use.
create policy read on forecast_model for select to whystock_app
  using (context.staff_role() = 'policy_admin' and context.seller_id() is null);
create policy change on forecast_model for update to whystock_app
  using (context.staff_role() = 'policy_admin' and context.seller_id() is null)
  with check (context.staff_role() = 'policy_admin' and context.seller_id() is null
    and status_changed_by is not distinct from context.user_id());
create policy read on forecast_quality for select to whystock_app
  using (context.staff_role() = 'policy_admin' and context.seller_id() is null);
create policy read on forecast_alarm for select to whystock_app
  using (context.staff_role() = 'policy_admin' and context.seller_id() is null);

-- Work on models is asked for in one's own name; any policy admin may end it.
create policy read on forecast_job for select to whystock_app
  using (context.staff_role() = 'policy_admin' and context.seller_id() is null);
create policy add on forecast_job for insert to whystock_app
  with check (context.staff_role() = 'policy_admin' and context.seller_id() is null and requested_by = context.user_id());
create policy change on forecast_job for update to whystock_app
  using (context.staff_role() = 'policy_admin' and context.seller_id() is null)
  with check (context.staff_role() = 'policy_admin' and context.seller_id() is null and status = 'cancelled');

-- What happens in the network everybody may know; policy admins keep the calendar.
create policy read on network_event for select to whystock_app using (true);
create policy add on network_event for insert to whystock_app
  with check (context.staff_role() = 'policy_admin' and context.seller_id() is null);
create policy change on network_event for update to whystock_app
  using (context.staff_role() = 'policy_admin' and context.seller_id() is null)
  with check (context.staff_role() = 'policy_admin' and context.seller_id() is null);

-- What a seller expects, or decides, is said in one's own name.
create policy own_words on forecast_adjustment as restrictive for insert to whystock_app
  with check (created_by = context.user_id());
create policy own_words on declared_promotion as restrictive for insert to whystock_app
  with check (created_by = context.user_id());
create policy own_words on restock_override as restrictive for insert to whystock_app
  with check (created_by = context.user_id());
create policy own_words on placement_split_choice as restrictive for insert to whystock_app
  with check (created_by = context.user_id());
create policy own_words on restock_term as restrictive for insert to whystock_app
  with check (created_by = context.user_id());
create policy own_words on product_continuation as restrictive for insert to whystock_app
  with check (created_by = context.user_id());
create policy own_words on declared_volume as restrictive for insert to whystock_app
  with check (created_by = context.user_id());
