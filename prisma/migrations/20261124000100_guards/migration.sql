-- What the Prisma schema cannot say: the application's role, row-level security, append-only tables, the ledger's proofs.

DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'kdsw_app') THEN
    CREATE ROLE kdsw_app NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
  END IF;
END $$;
CREATE SCHEMA IF NOT EXISTS portal;
GRANT USAGE ON SCHEMA public, portal TO kdsw_app;

-- Every tenant table gets the same guard. Later migrations end with SELECT portal.guard_all().
CREATE FUNCTION portal.guard_all() RETURNS void LANGUAGE plpgsql AS $$
DECLARE t record;
BEGIN
  FOR t IN
    SELECT c.oid::regclass AS name, c.relrowsecurity FROM pg_class c
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'platform_id' AND NOT a.attisdropped
    WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
  LOOP
    CONTINUE WHEN t.relrowsecurity;
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', t.name);
    -- No second argument: without a scope the statement fails with 42704 instead of seeing nothing.
    EXECUTE format('CREATE POLICY scope ON %s USING (platform_id = current_setting(''portal.platform'')) WITH CHECK (platform_id = current_setting(''portal.platform''))', t.name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO kdsw_app', t.name);
  END LOOP;
END $$;
SELECT portal.guard_all();

-- BO2: staff whose duty is some provinces of NF work in transactions that name them; nobody else sets the name.
CREATE FUNCTION portal.may_see_province(province text) RETURNS boolean LANGUAGE sql STABLE AS
  $$ SELECT coalesce(current_setting('portal.provinces', true), '') IN ('', '*') OR province = ANY (string_to_array(current_setting('portal.provinces', true), ',')) $$;
CREATE FUNCTION portal.duty_is_whole() RETURNS boolean LANGUAGE sql STABLE AS
  $$ SELECT coalesce(current_setting('portal.provinces', true), '') IN ('', '*') $$;

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['Customer','AccountOpening','ProductOrder','ReviewTask','ServiceOrder','HandOff','Product','BssMessage'] LOOP
    EXECUTE format('CREATE POLICY duty ON %I AS RESTRICTIVE USING (portal.may_see_province("provinceId")) WITH CHECK (portal.may_see_province("provinceId"))', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['OrderEvent','OrderMessage','OrderVersion','ProductOrderItem'] LOOP
    EXECUTE format('CREATE POLICY duty ON %1$I AS RESTRICTIVE USING (portal.duty_is_whole() OR EXISTS (SELECT FROM "ProductOrder" o WHERE o.platform_id = %1$I.platform_id AND o.id = %1$I."orderId"))', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['BillingAccount','Membership','EnterpriseUser','JoinRequest','ApplicationAccount','Hold'] LOOP
    EXECUTE format('CREATE POLICY duty ON %1$I AS RESTRICTIVE USING (portal.duty_is_whole() OR EXISTS (SELECT FROM "Customer" c WHERE c.platform_id = %1$I.platform_id AND c.id = %1$I."customerId"))', name);
  END LOOP;
END $$;
CREATE POLICY duty ON "Organization" AS RESTRICTIVE USING (portal.duty_is_whole() OR EXISTS (SELECT FROM "Customer" c WHERE c.platform_id = "Organization".platform_id AND c."organizationId" = "Organization".id));
CREATE POLICY duty ON "Document" AS RESTRICTIVE USING (portal.duty_is_whole()
  OR EXISTS (SELECT FROM "AccountOpening" o WHERE o.platform_id = "Document".platform_id AND o.id = "Document"."openingId")
  OR EXISTS (SELECT FROM "Customer" c WHERE c.platform_id = "Document".platform_id AND c.id = "Document"."customerId"));
CREATE POLICY duty ON "LedgerAccount" AS RESTRICTIVE USING (portal.duty_is_whole() OR "customerId" IS NULL OR EXISTS (SELECT FROM "Customer" c WHERE c.platform_id = "LedgerAccount".platform_id AND c.id = "LedgerAccount"."customerId"));
CREATE POLICY duty ON "Journal" AS RESTRICTIVE USING (portal.duty_is_whole() OR EXISTS (SELECT FROM "Customer" c WHERE c.platform_id = "Journal".platform_id AND c.id = "Journal"."customerId"));
CREATE POLICY duty ON "Notification" AS RESTRICTIVE USING (portal.duty_is_whole() OR EXISTS (SELECT FROM "Customer" c WHERE c.platform_id = "Notification".platform_id AND c.id = "Notification"."customerId"));

-- At most one of these at a time, whatever the code does.
CREATE UNIQUE INDEX "ReviewTask_one_open_per_order" ON "ReviewTask" (platform_id, "orderId") WHERE state = 'open';
CREATE UNIQUE INDEX "ReviewTask_one_open_per_opening" ON "ReviewTask" (platform_id, "openingId") WHERE state = 'open';
CREATE UNIQUE INDEX "AccountOpening_name_reserved" ON "AccountOpening" (platform_id, "accountName") WHERE state IN ('review', 'returned', 'handedOff', 'at97');
CREATE UNIQUE INDEX "LedgerAccount_one_per_platform" ON "LedgerAccount" (platform_id, kind) WHERE "customerId" IS NULL;
CREATE UNIQUE INDEX "Hold_one_held_per_order" ON "Hold" (platform_id, "orderId") WHERE state = 'held';

-- Money.
ALTER TABLE "LedgerAccount" ADD CONSTRAINT "LedgerAccount_floor" CHECK ("floorFen" IS NULL OR "balanceFen" >= "floorFen");
ALTER TABLE "Posting" ADD CONSTRAINT "Posting_not_zero" CHECK ("amountFen" <> 0);
ALTER TABLE "Hold" ADD CONSTRAINT "Hold_not_negative" CHECK ("amountFen" >= 0);

-- SECURITY DEFINER: the application may add postings but never touch a balance by itself.
CREATE FUNCTION portal.apply_posting() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  UPDATE "LedgerAccount" SET "balanceFen" = "balanceFen" + NEW."amountFen" WHERE platform_id = NEW.platform_id AND id = NEW."accountId";
  IF NOT FOUND THEN RAISE EXCEPTION 'posting names no account of its platform' USING ERRCODE = '23503'; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER apply_posting AFTER INSERT ON "Posting" FOR EACH ROW EXECUTE FUNCTION portal.apply_posting();

CREATE FUNCTION portal.prove_journal() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE total numeric; sides int; journal uuid := (to_jsonb(NEW)->>(CASE TG_TABLE_NAME WHEN 'Journal' THEN 'id' ELSE 'journalId' END))::uuid;
BEGIN
  SELECT coalesce(sum("amountFen"), 0), count(*) INTO total, sides FROM "Posting" WHERE platform_id = NEW.platform_id AND "journalId" = journal;
  IF total <> 0 OR sides < 2 THEN
    RAISE EXCEPTION 'journal % does not balance: % fen over % postings', journal, total, sides USING ERRCODE = '23514';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER prove_journal AFTER INSERT ON "Journal" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION portal.prove_journal();
CREATE CONSTRAINT TRIGGER prove_posting AFTER INSERT ON "Posting" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION portal.prove_journal();

-- Append-only: a mistake is a further row. Also refused to the owner, so that a script cannot slip.
CREATE FUNCTION portal.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = '42501'; END $$;
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['Journal','Posting','AuditRecord','AuditAnchor','OrderEvent','OrderVersion'] LOOP
    EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON %I FROM kdsw_app', name);
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION portal.refuse_change()', name);
    EXECUTE format('CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION portal.refuse_change()', name);
  END LOOP;
END $$;
REVOKE UPDATE, DELETE ON "LedgerAccount" FROM kdsw_app;
-- The readiness check asks for the last migration.
GRANT SELECT ON "_prisma_migrations" TO kdsw_app;
