-- What each role may do at all. A table that is not named here is closed to the web server.
revoke all on all tables in schema public from public, whystock_app, whystock_worker;
revoke all on all sequences in schema public from public, whystock_app, whystock_worker;
revoke create on schema public from public;
grant usage on schema public to whystock_app, whystock_worker;
grant usage on all sequences in schema public to whystock_app, whystock_worker;

-- The worker plans, imports and announces: all rows. Append-only tables are held by triggers.
grant select, insert, update, delete on all tables in schema public to whystock_worker;

-- The web server: the network and the rules, to read.
grant select on marketplace, fc, fc_pool, fc_rate, region, lane, network_event, formula_set to whystock_app;
-- A planning run: asked for and watched; its stages and prices, to read.
grant select, insert, update on plan_run to whystock_app;
grant select, insert on run_stage to whystock_app;
grant select on run_price, run_price_mix, run_network, run_network_price to whystock_app;
-- What runs decided, and how well forecasts met what followed.
grant select on forecast, forecast_score, limit_announcement, restock_decision, placement_decision, placement_split, stock_target, trace_chunk to whystock_app;
grant select, insert on explanation to whystock_app;
-- What moved limits, limit by limit and added up; questions that were declined.
grant select on limit_change, run_limit_change to whystock_app;
grant select, insert on declined_question to whystock_app;
-- Roots and public keys are everybody's; the key of the salts opens a seller's own commitments; nights and moves are the operator's.
grant select on run_seal, signing_key, run_salt, trace_move, trace_audit to whystock_app;
-- Sellers, and the facts they own.
grant select on seller, account to whystock_app;
grant select, insert, update on account_setting, product, product_version, import_file, import_error, stock_snapshot to whystock_app;
grant select on order_line, inventory_event, inbound_shipment, inbound_shipment_item to whystock_app;
-- A seller's own view of the weeks ahead: added, and withdrawn by closing recorded_to.
grant select, insert on forecast_adjustment, declared_promotion, product_continuation to whystock_app;
grant update (recorded_to) on forecast_adjustment, declared_promotion, product_continuation to whystock_app;
-- What a seller sets by hand for its orders.
grant select, insert on restock_override, restock_term to whystock_app;
grant update (recorded_to) on restock_override, restock_term to whystock_app;
-- The split that a seller chose for its shipments.
grant select, insert on placement_split_choice to whystock_app;
grant update (recorded_to) on placement_split_choice to whystock_app;
-- What a seller declares for the limits ahead, and how it turned out.
grant select, insert on declared_volume to whystock_app;
grant update (recorded_to) on declared_volume to whystock_app;
grant select on declared_volume_score to whystock_app;
-- Versions of the forecast model, without their bodies; which one is used is all that people change.
grant select (id, name, version, kind, frequency, marketplace_id, status, status_changed_at, status_changed_by, trained_at, data_sha256,
  model_sha256, options, quality, created_at, created_by, reason) on forecast_model to whystock_app;
grant update (status, status_changed_at, status_changed_by) on forecast_model to whystock_app;
grant select on forecast_quality, forecast_alarm to whystock_app;
-- Work on models: asked for, watched, ended.
grant select, insert on forecast_job to whystock_app;
grant update (status, failure, finished_at) on forecast_job to whystock_app;
-- The operator's calendar of events.
grant insert on network_event to whystock_app;
grant update (recorded_to) on network_event to whystock_app;
-- Extra space: rounds to read, with the operator's side closed to sellers by its policy; what a seller asks for, and gives back.
grant select on market_round, market_book, market_result to whystock_app;
grant select, insert on market_request to whystock_app;
grant update (recorded_to) on market_request to whystock_app;
grant update (returned_mm3, returned_at) on market_result to whystock_app;
-- Support.
grant select, insert, update on support_case to whystock_app;
grant select, insert on case_entry to whystock_app;
-- Policies.
grant select, insert on policy_version to whystock_app;
grant select, insert, update on policy_draft to whystock_app;
-- People.
grant select on app_user, membership to whystock_app;
grant select, insert, delete on user_session to whystock_app;
grant update (last_seen_at, expires_at, revoked_at) on user_session to whystock_app;
grant select, insert on access_token to whystock_app;
grant update (last_used_at, revoked_at) on access_token to whystock_app;
grant select, insert, update, delete on rate_limit to whystock_app;
grant select, insert on audit_event to whystock_app;

-- The queue: the owner holds its schema, the worker runs it, the web server only puts jobs in (and names a queue the worker has not yet made).
grant usage on schema pgboss to whystock_app, whystock_worker;
grant select, insert, update, delete on all tables in schema pgboss to whystock_worker;
grant usage on all sequences in schema pgboss to whystock_worker;
grant select on pgboss.version to whystock_app;
grant select, insert on pgboss.queue, pgboss.job, pgboss.job_common to whystock_app;
grant select on pgboss.instance to whystock_app;
