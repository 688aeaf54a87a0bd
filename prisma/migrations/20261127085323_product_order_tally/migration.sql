-- CreateEnum
CREATE TYPE "TallySpan" AS ENUM ('ever', 'month', 'day');

-- CreateTable
CREATE TABLE "ProductOrderTally" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "span" "TallySpan" NOT NULL,
    "fromDay" DATE NOT NULL,
    "provinceId" TEXT NOT NULL,
    "state" "ProductOrderState" NOT NULL,
    "operation" "OrderOperation" NOT NULL,
    "channel" "Channel" NOT NULL,
    "orders" BIGINT NOT NULL,

    CONSTRAINT "ProductOrderTally_pkey" PRIMARY KEY ("platform_id","span","provinceId","fromDay","state","operation","channel")
);

-- CreateTable
CREATE TABLE "ProductOrderTallyStep" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "onDay" DATE NOT NULL,
    "provinceId" TEXT NOT NULL,
    "state" "ProductOrderState" NOT NULL,
    "operation" "OrderOperation" NOT NULL,
    "channel" "Channel" NOT NULL,
    "orders" INTEGER NOT NULL,

    CONSTRAINT "ProductOrderTallyStep_pkey" PRIMARY KEY ("platform_id","id")
);

-- A list's order is that of the orders' coming: each attribute that many orders share leads to them in that order.
DROP INDEX "ProductOrderItem_platform_id_offeringCode_idx";
CREATE INDEX "ProductOrder_platform_id_state_createdAt_id_idx" ON "ProductOrder"("platform_id", "state", "createdAt", "id");
CREATE INDEX "ProductOrder_platform_id_operation_createdAt_id_idx" ON "ProductOrder"("platform_id", "operation", "createdAt", "id");
CREATE INDEX "ProductOrder_platform_id_channel_createdAt_id_idx" ON "ProductOrder"("platform_id", "channel", "createdAt", "id");
CREATE INDEX "ProductOrderItem_platform_id_offeringCode_orderId_idx" ON "ProductOrderItem"("platform_id", "offeringCode", "orderId");

-- New tenant tables need their guard.
SELECT portal.guard_all();

-- A clerk's or a client's provinces hold here as they do for the orders themselves (BO2); the whole platform's sums are of province '*',
-- which is nobody's.
CREATE POLICY duty ON "ProductOrderTally" AS RESTRICTIVE USING (portal.may_see_province("provinceId")) WITH CHECK (portal.may_see_province("provinceId"));
CREATE POLICY duty ON "ProductOrderTallyStep" AS RESTRICTIVE USING (portal.may_see_province("provinceId")) WITH CHECK (portal.may_see_province("provinceId"));
-- The application reads tallies; only the functions below write them.
REVOKE INSERT, UPDATE, DELETE ON "ProductOrderTally", "ProductOrderTallyStep" FROM kdsw_app;

-- What a statement did to the orders, with the very transaction that did it. Rows and never a sum in place: writers of one platform must
-- not wait for each other (docs/decisions/2026-11-27-totals-are-kept-not-counted.md).
CREATE FUNCTION portal.tally_orders() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO "ProductOrderTallyStep" (platform_id, id, "onDay", "provinceId", state, operation, channel, orders)
      SELECT platform_id, gen_random_uuid(), ("createdAt" AT TIME ZONE 'UTC')::date AS on_day, "provinceId", state, operation, channel, count(*) FROM added WHERE stage <> 'draft'
      GROUP BY platform_id, on_day, "provinceId", state, operation, channel;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO "ProductOrderTallyStep" (platform_id, id, "onDay", "provinceId", state, operation, channel, orders)
      SELECT platform_id, gen_random_uuid(), ("createdAt" AT TIME ZONE 'UTC')::date AS on_day, "provinceId", state, operation, channel, -count(*) FROM removed WHERE stage <> 'draft'
      GROUP BY platform_id, on_day, "provinceId", state, operation, channel;
  ELSE
    INSERT INTO "ProductOrderTallyStep" (platform_id, id, "onDay", "provinceId", state, operation, channel, orders)
      SELECT platform_id, gen_random_uuid(), ("createdAt" AT TIME ZONE 'UTC')::date AS on_day, "provinceId", state, operation, channel, sum(change) FROM (
        SELECT platform_id, "createdAt", "provinceId", state, operation, channel, 1 AS change FROM after_it WHERE stage <> 'draft'
        UNION ALL SELECT platform_id, "createdAt", "provinceId", state, operation, channel, -1 FROM before_it WHERE stage <> 'draft') c
      GROUP BY platform_id, on_day, "provinceId", state, operation, channel HAVING sum(change) <> 0;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER tally_added AFTER INSERT ON "ProductOrder" REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION portal.tally_orders();
CREATE TRIGGER tally_changed AFTER UPDATE ON "ProductOrder" REFERENCING OLD TABLE AS before_it NEW TABLE AS after_it FOR EACH STATEMENT EXECUTE FUNCTION portal.tally_orders();
CREATE TRIGGER tally_removed AFTER DELETE ON "ProductOrder" REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION portal.tally_orders();

-- Takes steps of the connection's platform into the tallies, so many at most; whoever reads in one statement sees a step in one of both
-- places. One at a time for a platform: a second one finds the lock taken and leaves. Returns how many steps it took.
CREATE FUNCTION portal.fold_order_tally(most int) RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE platform text := current_setting('portal.platform'); folded int;
BEGIN
  IF NOT pg_try_advisory_xact_lock(hashtextextended('orderTally:' || platform, 0)) THEN RETURN 0; END IF;
  WITH taken AS (
    DELETE FROM "ProductOrderTallyStep" WHERE platform_id = platform AND id IN (SELECT id FROM "ProductOrderTallyStep" WHERE platform_id = platform LIMIT most) RETURNING *
  ), put AS (
    INSERT INTO "ProductOrderTally" AS t (platform_id, span, "fromDay", "provinceId", state, operation, channel, orders)
      SELECT platform, s.span, s.from_day, p.province, state, operation, channel, sum(orders)
      FROM taken CROSS JOIN LATERAL (VALUES ('ever'::"TallySpan", date '1970-01-01'), ('month', date_trunc('month', "onDay"::timestamp)::date), ('day', "onDay")) AS s(span, from_day) CROSS JOIN LATERAL (VALUES ("provinceId"), ('*')) AS p(province)
      GROUP BY s.span, s.from_day, p.province, state, operation, channel HAVING sum(orders) <> 0
    ON CONFLICT (platform_id, span, "provinceId", "fromDay", state, operation, channel) DO UPDATE SET orders = t.orders + excluded.orders
  )
  SELECT count(*) INTO folded FROM taken;
  -- Orders pass through their first states: what is left of these is nothing.
  DELETE FROM "ProductOrderTally" WHERE platform_id = platform AND orders = 0;
  RETURN folded;
END $$;
REVOKE ALL ON FUNCTION portal.fold_order_tally(int) FROM public;
GRANT EXECUTE ON FUNCTION portal.fold_order_tally(int) TO kdsw_app;
CREATE INDEX "ProductOrderTally_empty" ON "ProductOrderTally" (platform_id) WHERE orders = 0;

-- The orders that there are.
INSERT INTO "ProductOrderTally" (platform_id, span, "fromDay", "provinceId", state, operation, channel, orders)
  SELECT platform_id, s.span, s.from_day, p.province, state, operation, channel, count(*)
  FROM "ProductOrder" o CROSS JOIN LATERAL (VALUES ('ever'::"TallySpan", date '1970-01-01'), ('month', date_trunc('month', o."createdAt" AT TIME ZONE 'UTC')::date), ('day', (o."createdAt" AT TIME ZONE 'UTC')::date)) AS s(span, from_day)
    CROSS JOIN LATERAL (VALUES (o."provinceId"), ('*')) AS p(province)
  WHERE stage <> 'draft' GROUP BY platform_id, s.span, s.from_day, p.province, state, operation, channel;

-- Asked once a statement instead of once a row, and the planner no longer takes one row in a hundred for what passes: with that it read
-- a million orders one by one where it looked for the twenty that have an offering.
ALTER POLICY duty ON "ProductOrder" USING ((SELECT portal.duty_is_whole()) OR portal.may_see_province("provinceId"));
ALTER POLICY duty ON "ProductOrderItem" USING ((SELECT portal.duty_is_whole()) OR EXISTS (SELECT FROM "ProductOrder" o WHERE o.platform_id = "ProductOrderItem".platform_id AND o.id = "ProductOrderItem"."orderId"));
ALTER POLICY duty ON "ProductOrderTally" USING ((SELECT portal.duty_is_whole()) OR portal.may_see_province("provinceId"));
ALTER POLICY duty ON "ProductOrderTallyStep" USING ((SELECT portal.duty_is_whole()) OR portal.may_see_province("provinceId"));
