-- CreateEnum
CREATE TYPE "ClosingState" AS ENUM ('asked', 'settling', 'closed', 'reopened', 'undone', 'erased', 'purged');

-- AlterEnum
ALTER TYPE "CustomerState" ADD VALUE 'purged';

-- AlterEnum
ALTER TYPE "OrderOperation" ADD VALUE 'close';

-- AlterEnum
ALTER TYPE "ServiceOperation" ADD VALUE 'erase';

-- AlterTable
ALTER TABLE "ServiceOrder" ADD COLUMN     "proof" TEXT;

-- AlterTable
ALTER TABLE "ProductSuspension" ADD COLUMN     "restsFrom" DATE;

-- CreateTable
CREATE TABLE "AccountClosing" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "provinceId" TEXT NOT NULL,
    "orderId" UUID NOT NULL,
    "state" "ClosingState" NOT NULL DEFAULT 'asked',
    "isExported" BOOLEAN NOT NULL,
    "askedAt" TIMESTAMPTZ(3) NOT NULL,
    "askedBy" TEXT NOT NULL,
    "settlingAt" TIMESTAMPTZ(3),
    "withdrawalId" UUID,
    "closedAt" TIMESTAMPTZ(3),
    "reopenUntil" DATE,
    "erasedAt" TIMESTAMPTZ(3),
    "purgedAt" TIMESTAMPTZ(3),

    CONSTRAINT "AccountClosing_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateIndex
CREATE INDEX "AccountClosing_platform_id_customerId_id_idx" ON "AccountClosing"("platform_id", "customerId", "id");

-- CreateIndex
CREATE INDEX "AccountClosing_platform_id_state_reopenUntil_id_idx" ON "AccountClosing"("platform_id", "state", "reopenUntil", "id");

-- CreateIndex
CREATE UNIQUE INDEX "AccountClosing_platform_id_orderId_key" ON "AccountClosing"("platform_id", "orderId");

-- New tenant tables need their guard.
SELECT portal.guard_all();

CREATE POLICY duty ON "AccountClosing" AS RESTRICTIVE USING (portal.may_see_province("provinceId")) WITH CHECK (portal.may_see_province("provinceId"));
-- An account is closed once at a time (rules 4.3.F).
CREATE UNIQUE INDEX "AccountClosing_one_open" ON "AccountClosing" (platform_id, "customerId") WHERE state IN ('asked', 'settling');
