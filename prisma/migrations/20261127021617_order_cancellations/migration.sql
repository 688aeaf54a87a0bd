-- CreateTable
CREATE TABLE "OrderCancellation" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "orderId" UUID NOT NULL,
    "provinceId" TEXT NOT NULL,
    "clientId" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "requestedAt" TIMESTAMPTZ(3) NOT NULL,
    "effectiveAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "OrderCancellation_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateIndex
CREATE INDEX "OrderCancellation_platform_id_orderId_idx" ON "OrderCancellation"("platform_id", "orderId");

-- New tenant tables need their guard.
SELECT portal.guard_all();

-- BO2: a client of some provinces of NF.
CREATE POLICY duty ON "OrderCancellation" AS RESTRICTIVE USING (portal.may_see_province("provinceId")) WITH CHECK (portal.may_see_province("provinceId"));
