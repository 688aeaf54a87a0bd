-- CreateEnum
CREATE TYPE "EventKind" AS ENUM ('create', 'stateChange', 'attributeValueChange');

-- CreateEnum
CREATE TYPE "EventDeliveryState" AS ENUM ('waiting', 'sent', 'dead', 'dropped');

-- CreateTable
CREATE TABLE "EventSubscription" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "clientId" UUID NOT NULL,
    "api" TEXT NOT NULL,
    "callback" TEXT NOT NULL,
    "query" TEXT NOT NULL DEFAULT '',
    "sealedSecret" TEXT NOT NULL,
    "oldSealedSecret" TEXT,
    "oldSecretUntil" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "EventSubscription_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "OutboxEvent" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "api" TEXT NOT NULL,
    "resource" TEXT NOT NULL,
    "resourceId" UUID NOT NULL,
    "kind" "EventKind" NOT NULL,
    "state" TEXT,
    "fannedAt" TIMESTAMPTZ(3),

    CONSTRAINT "OutboxEvent_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "EventDelivery" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "subscriptionId" UUID NOT NULL,
    "eventId" UUID NOT NULL,
    "eventAt" TIMESTAMPTZ(6) NOT NULL,
    "eventType" TEXT NOT NULL,
    "resourceId" UUID NOT NULL,
    "body" TEXT NOT NULL,
    "state" "EventDeliveryState" NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "fence" INTEGER NOT NULL DEFAULT 0,
    "nextAttemptAt" TIMESTAMPTZ(3) NOT NULL,
    "giveUpAt" TIMESTAMPTZ(3) NOT NULL,
    "lastAnswer" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "EventDelivery_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateIndex
CREATE INDEX "EventSubscription_platform_id_api_endedAt_idx" ON "EventSubscription"("platform_id", "api", "endedAt");

-- CreateIndex
CREATE INDEX "EventSubscription_platform_id_clientId_endedAt_idx" ON "EventSubscription"("platform_id", "clientId", "endedAt");

-- CreateIndex
CREATE INDEX "OutboxEvent_platform_id_fannedAt_at_idx" ON "OutboxEvent"("platform_id", "fannedAt", "at");

-- CreateIndex
CREATE INDEX "EventDelivery_platform_id_state_subscriptionId_resourceId_e_idx" ON "EventDelivery"("platform_id", "state", "subscriptionId", "resourceId", "eventAt", "id");

-- CreateIndex
CREATE INDEX "EventDelivery_platform_id_subscriptionId_state_id_idx" ON "EventDelivery"("platform_id", "subscriptionId", "state", "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "EventDelivery_platform_id_subscriptionId_eventId_key" ON "EventDelivery"("platform_id", "subscriptionId", "eventId");

-- New tenant tables need their guard.
SELECT portal.guard_all();

-- IN10: the change and its event are one transaction, whichever use case makes the change. A statement's rows at once, and nothing
-- at all where nobody has subscribed. SECURITY DEFINER: the application reads and marks events, and makes none by itself.
-- A person who mends rows as the owner names no platform: then any platform's subscribers count.
CREATE FUNCTION portal.note_events() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM "EventSubscription" s WHERE s.platform_id = coalesce(nullif(current_setting('portal.platform', true), ''), s.platform_id) AND s.api = TG_ARGV[0] AND s."endedAt" IS NULL) THEN
    RETURN NULL;
  END IF;
  IF TG_OP = 'INSERT' THEN
    INSERT INTO "OutboxEvent" (platform_id, id, at, api, resource, "resourceId", kind, state)
      SELECT a.platform_id, gen_random_uuid(), clock_timestamp(), TG_ARGV[0], TG_ARGV[1], a.id, 'create', to_jsonb(a) ->> 'state' FROM added a;
  ELSE
    INSERT INTO "OutboxEvent" (platform_id, id, at, api, resource, "resourceId", kind, state)
      SELECT n.platform_id, gen_random_uuid(), clock_timestamp(), TG_ARGV[0], TG_ARGV[1], n.id, 'stateChange', n.state::text
      FROM after_it n JOIN before_it o ON o.platform_id = n.platform_id AND o.id = n.id WHERE n.state IS DISTINCT FROM o.state;
  END IF;
  RETURN NULL;
END $$;

-- Other terms of a running product, whose state stays.
CREATE FUNCTION portal.note_new_terms() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF EXISTS (SELECT FROM "EventSubscription" s WHERE s.platform_id = coalesce(nullif(current_setting('portal.platform', true), ''), s.platform_id) AND s.api = '637' AND s."endedAt" IS NULL) THEN
    INSERT INTO "OutboxEvent" (platform_id, id, at, api, resource, "resourceId", kind, state)
      SELECT n.platform_id, gen_random_uuid(), clock_timestamp(), '637', 'product', n.id, 'attributeValueChange', n.state::text
      FROM after_it n JOIN before_it o ON o.platform_id = n.platform_id AND o.id = n.id WHERE (n.seats, n."offeringCode", n."monthlyFen") IS DISTINCT FROM (o.seats, o."offeringCode", o."monthlyFen");
  END IF;
  RETURN NULL;
END $$;

DO $$
DECLARE t record;
BEGIN
  FOR t IN SELECT * FROM (VALUES ('ProductOrder', '622', 'productOrder'), ('Product', '637', 'product'), ('CustomerBill', '678', 'customerBill'), ('Payment', '676', 'payment'), ('Refund', '676', 'refund'), ('ServiceOrder', '641', 'serviceOrder'), ('Customer', '629', 'customer')) AS v (name, api, resource) LOOP
    EXECUTE format('CREATE TRIGGER note_created AFTER INSERT ON %I REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION portal.note_events(%L, %L)', t.name, t.api, t.resource);
    EXECUTE format('CREATE TRIGGER note_changed AFTER UPDATE ON %I REFERENCING OLD TABLE AS before_it NEW TABLE AS after_it FOR EACH STATEMENT EXECUTE FUNCTION portal.note_events(%L, %L)', t.name, t.api, t.resource);
  END LOOP;
END $$;
CREATE TRIGGER note_created AFTER INSERT ON "OrderCancellation" REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION portal.note_events('622', 'cancelProductOrder');
CREATE TRIGGER note_new_terms AFTER UPDATE ON "Product" REFERENCING OLD TABLE AS before_it NEW TABLE AS after_it FOR EACH STATEMENT EXECUTE FUNCTION portal.note_new_terms();
REVOKE INSERT ON "OutboxEvent" FROM kdsw_app;
-- A client is told once of what it asked once.
CREATE UNIQUE INDEX "EventSubscription_once" ON "EventSubscription" (platform_id, "clientId", api, callback, query) WHERE "endedAt" IS NULL;
