-- People: nobody can list users but staff. Signing in names one address, a request names one session or one token; each shows one user.
create policy read on app_user for select to whystock_app
  using (id = context.user_id()
    or lower(email) = lower(context.sign_in_email())
    or id = (select s.user_id from user_session s where s.key_sha256 = context.session_key())
    or id = (select t.user_id from access_token t where t.token_sha256 = context.token_key())
    or (context.seller_id() is null and context.staff_role() is not null));

create policy read on membership for select to whystock_app
  using (user_id = context.user_id()
    or user_id = (select s.user_id from user_session s where s.key_sha256 = context.session_key())
    or user_id = (select t.user_id from access_token t where t.token_sha256 = context.token_key())
    or (context.seller_id() is null and context.staff_role() = 'support'));

create policy read on user_session for select to whystock_app
  using (key_sha256 = context.session_key() or user_id = context.user_id());
create policy add on user_session for insert to whystock_app
  with check (user_id = context.user_id());
create policy change on user_session for update to whystock_app
  using (key_sha256 = context.session_key() or user_id = context.user_id())
  with check (key_sha256 = context.session_key() or user_id = context.user_id());
create policy remove_ended on user_session for delete to whystock_app
  using (user_id = context.user_id() and (expires_at < now() or revoked_at is not null));

-- A token is its owner's to list, to make and to end; a request that presents it sees it, and notes its use.
create policy read on access_token for select to whystock_app
  using (token_sha256 = context.token_key() or user_id = context.user_id());
create policy add on access_token for insert to whystock_app
  with check (user_id = context.user_id());
create policy change on access_token for update to whystock_app
  using (token_sha256 = context.token_key() or user_id = context.user_id())
  with check (token_sha256 = context.token_key() or user_id = context.user_id());

-- The record of who did what: written as oneself only. A seller reads what was done to the seller's own data.
create policy read on audit_event for select to whystock_app
  using (context.may_read(seller_id) or (context.seller_id() is null and context.staff_role() is not null));
create policy add on audit_event for insert to whystock_app
  with check (actor_id is not distinct from context.user_id()
    and (seller_id is null or seller_id = context.seller_id() or context.staff_role() is not null));
