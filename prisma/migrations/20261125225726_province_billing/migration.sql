-- CreateEnum
CREATE TYPE "BillingDifferenceKind" AS ENUM ('billMissingThere', 'billUnknownHere', 'billAmount', 'paymentAmount', 'paymentUnknownAccount', 'paymentMalformed');

-- CreateTable
CREATE TABLE "ProvinceBillingSync" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "provinceId" TEXT NOT NULL,
    "cursor" TEXT NOT NULL DEFAULT '',
    "polledAt" TIMESTAMPTZ(3),
    "comparedTo" DATE,
    "lastError" TEXT,

    CONSTRAINT "ProvinceBillingSync_pkey" PRIMARY KEY ("platform_id","provinceId")
);

-- CreateTable
CREATE TABLE "BillingDifference" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "provinceId" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "kind" "BillingDifferenceKind" NOT NULL,
    "reference" TEXT NOT NULL,
    "oursFen" BIGINT,
    "theirsFen" BIGINT,
    "foundAt" TIMESTAMPTZ(3) NOT NULL,
    "resentAt" TIMESTAMPTZ(3),
    "closedAt" TIMESTAMPTZ(3),
    "closedBy" TEXT,
    "explanation" TEXT,

    CONSTRAINT "BillingDifference_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateIndex
CREATE INDEX "BillingDifference_platform_id_closedAt_foundAt_id_idx" ON "BillingDifference"("platform_id", "closedAt", "foundAt" DESC, "id");

-- CreateIndex
CREATE UNIQUE INDEX "BillingDifference_platform_id_kind_reference_key" ON "BillingDifference"("platform_id", "kind", "reference");

-- New tenant tables need their guard.
SELECT portal.guard_all();

-- BO2: staff of some provinces of NF.
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['ProvinceBillingSync','BillingDifference'] LOOP
    EXECUTE format('CREATE POLICY duty ON %I AS RESTRICTIVE USING (portal.may_see_province("provinceId")) WITH CHECK (portal.may_see_province("provinceId"))', name);
  END LOOP;
END $$;
