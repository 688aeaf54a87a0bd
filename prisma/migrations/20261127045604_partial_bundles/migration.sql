-- CreateEnum
CREATE TYPE "PartChoice" AS ENUM ('wait', 'replace', 'cancel');

-- AlterEnum
ALTER TYPE "OrderStage" ADD VALUE 'partChoice';

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "OrderEventKind" ADD VALUE 'partFailed';
ALTER TYPE "OrderEventKind" ADD VALUE 'partRetried';
ALTER TYPE "OrderEventKind" ADD VALUE 'partReplaced';
ALTER TYPE "OrderEventKind" ADD VALUE 'partCancelled';

-- CreateTable
CREATE TABLE "FailedPart" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "orderId" UUID NOT NULL,
    "orderItemId" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "provinceId" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "failedAt" TIMESTAMPTZ(3) NOT NULL,
    "decideBy" TIMESTAMPTZ(3) NOT NULL,
    "choice" "PartChoice",
    "chosenAt" TIMESTAMPTZ(3),
    "chosenByName" TEXT,
    "waitUntil" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "FailedPart_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateIndex
CREATE INDEX "FailedPart_platform_id_orderId_idx" ON "FailedPart"("platform_id", "orderId");

-- CreateIndex
CREATE INDEX "FailedPart_platform_id_endedAt_choice_decideBy_idx" ON "FailedPart"("platform_id", "endedAt", "choice", "decideBy");

-- CreateIndex
CREATE UNIQUE INDEX "FailedPart_platform_id_orderItemId_key" ON "FailedPart"("platform_id", "orderItemId");

-- New tenant tables need their guard.
SELECT portal.guard_all();

CREATE POLICY duty ON "FailedPart" AS RESTRICTIVE USING (portal.may_see_province("provinceId")) WITH CHECK (portal.may_see_province("provinceId"));
