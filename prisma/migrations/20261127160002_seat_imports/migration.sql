-- CreateTable
CREATE TABLE "SeatImport" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "productId" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "provinceId" TEXT NOT NULL,
    "askedByName" TEXT NOT NULL,
    "askedAt" TIMESTAMPTZ(3) NOT NULL,
    "rows" JSONB NOT NULL,
    "total" INTEGER NOT NULL,
    "looked" INTEGER NOT NULL DEFAULT 0,
    "refused" INTEGER NOT NULL DEFAULT 0,
    "endedAt" TIMESTAMPTZ(3),
    "leaseUntil" TIMESTAMPTZ(3) NOT NULL,
    "fence" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "SeatImport_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateIndex
CREATE INDEX "SeatImport_platform_id_productId_id_idx" ON "SeatImport"("platform_id", "productId", "id" DESC);

-- CreateIndex
CREATE INDEX "SeatImport_platform_id_endedAt_leaseUntil_idx" ON "SeatImport"("platform_id", "endedAt", "leaseUntil");

-- New tenant tables need their guard.
SELECT portal.guard_all();

CREATE POLICY duty ON "SeatImport" AS RESTRICTIVE USING (portal.may_see_province("provinceId")) WITH CHECK (portal.may_see_province("provinceId"));
