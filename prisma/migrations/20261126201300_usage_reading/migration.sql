-- AlterTable
ALTER TABLE "AppliedCustomerBillingRate" ADD COLUMN     "usedUnits" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "ProductUsage" ADD COLUMN     "billedTimes" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "billedUsed" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "ProductUsageDay" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "productId" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "componentId" TEXT NOT NULL,
    "usedOn" DATE NOT NULL,
    "userName" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL,
    "sequence" BIGINT NOT NULL,
    "reportedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ProductUsageDay_pkey" PRIMARY KEY ("platform_id","productId","componentId","usedOn","userName")
);

-- CreateTable
CREATE TABLE "UsageReading" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "productId" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "position" BIGINT NOT NULL DEFAULT 0,
    "readAt" TIMESTAMPTZ(3),
    "nextReadAt" TIMESTAMPTZ(3),
    "fence" INTEGER NOT NULL DEFAULT 0,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "problem" TEXT,

    CONSTRAINT "UsageReading_pkey" PRIMARY KEY ("platform_id","productId")
);

-- CreateTable
CREATE TABLE "UsageNotice" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "productId" UUID NOT NULL,
    "componentId" TEXT NOT NULL,
    "periodFrom" DATE NOT NULL,
    "level" INTEGER NOT NULL,
    "customerId" UUID NOT NULL,
    "used" INTEGER NOT NULL,
    "included" INTEGER NOT NULL,
    "toldAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "UsageNotice_pkey" PRIMARY KEY ("platform_id","productId","componentId","periodFrom","level")
);

-- CreateIndex
CREATE INDEX "UsageReading_platform_id_nextReadAt_idx" ON "UsageReading"("platform_id", "nextReadAt");

-- AddForeignKey
ALTER TABLE "UsageReading" ADD CONSTRAINT "UsageReading_platform_id_productId_fkey" FOREIGN KEY ("platform_id", "productId") REFERENCES "Product"("platform_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- New tenant tables need their guard.
SELECT portal.guard_all();

-- BO2: staff of some provinces of NF.
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['ProductUsageDay','UsageReading','UsageNotice'] LOOP
    EXECUTE format('CREATE POLICY duty ON %1$I AS RESTRICTIVE USING (portal.duty_is_whole() OR EXISTS (SELECT FROM "Customer" c WHERE c.platform_id = %1$I.platform_id AND c.id = %1$I."customerId"))', name);
  END LOOP;
END $$;
ALTER TABLE "ProductUsageDay" ADD CONSTRAINT "ProductUsageDay_quantity" CHECK (quantity >= 0);
ALTER TABLE "ProductUsage" ADD CONSTRAINT "ProductUsage_billed" CHECK (used >= 0 AND "billedUsed" >= 0);

-- What no charge has taken yet, for whoever looks for late use.
CREATE INDEX "ProductUsage_open" ON "ProductUsage" (platform_id, "periodFrom", "productId") WHERE used <> "billedUsed";

-- What stands already: usage that bills have taken, and readings of the products that are metered. The owner writes for all scopes.
ALTER TABLE "ProductUsage" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "AppliedCustomerBillingRate" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "Product" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "UsageReading" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "AppliedCustomerBillingRate" DISABLE TRIGGER keep_rate;
UPDATE "AppliedCustomerBillingRate" r SET "usedUnits" = u.used FROM "ProductUsage" u
  WHERE r.platform_id = u.platform_id AND r.ref = 'usage:' || u."productId" || ':' || u."componentId" || ':' || to_char(u."periodFrom", 'YYYY-MM-DD');
UPDATE "ProductUsage" u SET "billedUsed" = u.used, "billedTimes" = 1 FROM "AppliedCustomerBillingRate" r
  WHERE r.platform_id = u.platform_id AND r.ref = 'usage:' || u."productId" || ':' || u."componentId" || ':' || to_char(u."periodFrom", 'YYYY-MM-DD');
ALTER TABLE "AppliedCustomerBillingRate" ENABLE TRIGGER keep_rate;
INSERT INTO "UsageReading" (platform_id, "productId", "customerId", "nextReadAt")
  SELECT platform_id, id, "customerId", now() FROM "Product" WHERE "businessId" IS NOT NULL AND state IN ('active', 'suspended', 'pendingTerminate') AND components @> '[{"kind": "usage"}]';
ALTER TABLE "ProductUsage" FORCE ROW LEVEL SECURITY;
ALTER TABLE "AppliedCustomerBillingRate" FORCE ROW LEVEL SECURITY;
ALTER TABLE "Product" FORCE ROW LEVEL SECURITY;
ALTER TABLE "UsageReading" FORCE ROW LEVEL SECURITY;
