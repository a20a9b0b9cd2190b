-- Rounds are announced to everybody who has signed in. How much space there is, and what clearing found beside the published fee, is the
-- policy admins' to know: a seller who knew the threshold would know what others offered.
create policy read on market_round for select to whystock_app
  using (context.user_id() is not null or context.seller_id() is not null);
create policy read on market_book for select to whystock_app
  using (context.staff_role() = 'policy_admin' and context.seller_id() is null);

-- A result is decided by the worker; of it a seller may only say what is given back, once.
create or replace function context.only_return_space() returns trigger language plpgsql as $$
begin
  if current_user = 'whystock_app' and (old.returned_at is not null or new.returned_mm3 = 0 or new.returned_at is null) then
    raise exception 'market_result: granted space is given back once' using errcode = 'restrict_violation';
  end if;
  if (new.seller_id, new.account_id, new.round_id, new.request_id, new.decided_at, new.code_sha256, new.node_values, new.granted_mm3,
      new.fee_micros_per_m_3, new.vickrey_micros)
    is distinct from
     (old.seller_id, old.account_id, old.round_id, old.request_id, old.decided_at, old.code_sha256, old.node_values, old.granted_mm3,
      old.fee_micros_per_m_3, old.vickrey_micros)
  then
    raise exception 'market_result is fixed: only what is given back and what is owed since may be set' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create or replace trigger fixed_update before update on market_result for each row execute function context.only_return_space();
create or replace trigger append_only_delete before delete on market_result for each row execute function context.refuse_change();
