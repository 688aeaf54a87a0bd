-- CreateEnum
CREATE TYPE "ChangeState" AS ENUM ('previewed', 'scheduled', 'executing', 'done', 'blocked', 'undone');

-- CreateEnum
CREATE TYPE "ChangeKind" AS ENUM ('seatsUp', 'seatsDown', 'plan');

-- CreateEnum
CREATE TYPE "OrderOperation" AS ENUM ('order', 'change', 'seats');

-- CreateEnum
CREATE TYPE "ItemAction" AS ENUM ('add', 'modify', 'delete');

-- AlterEnum
ALTER TYPE "RateKind" ADD VALUE 'change';

-- AlterEnum
ALTER TYPE "OrderStage" ADD VALUE 'scheduled';

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "OrderEventKind" ADD VALUE 'scheduled';
ALTER TYPE "OrderEventKind" ADD VALUE 'executed';
ALTER TYPE "OrderEventKind" ADD VALUE 'undone';

-- AlterTable
ALTER TABLE "Product" ADD COLUMN     "termsFrom" DATE;

-- AlterTable
ALTER TABLE "ProductOrder" ADD COLUMN     "operation" "OrderOperation" NOT NULL DEFAULT 'order';

-- AlterTable
ALTER TABLE "ProductOrderItem" ADD COLUMN     "action" "ItemAction" NOT NULL DEFAULT 'add',
ADD COLUMN     "productId" UUID;

-- CreateTable
CREATE TABLE "ProductChange" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "productId" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "provinceId" TEXT NOT NULL,
    "orderId" UUID NOT NULL,
    "orderItemId" UUID NOT NULL,
    "kind" "ChangeKind" NOT NULL,
    "state" "ChangeState" NOT NULL DEFAULT 'previewed',
    "effectiveOn" DATE NOT NULL,
    "before" JSONB NOT NULL,
    "after" JSONB NOT NULL,
    "preview" JSONB NOT NULL,
    "previewHash" TEXT NOT NULL,
    "promises" JSONB NOT NULL DEFAULT '[]',
    "askedAt" TIMESTAMPTZ(3) NOT NULL,
    "executedAt" TIMESTAMPTZ(3),
    "reason" TEXT NOT NULL DEFAULT '',
    "resolvedBy" TEXT,
    "resolvedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ProductChange_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateIndex
CREATE INDEX "ProductChange_platform_id_productId_effectiveOn_idx" ON "ProductChange"("platform_id", "productId", "effectiveOn");

-- CreateIndex
CREATE INDEX "ProductChange_platform_id_orderId_idx" ON "ProductChange"("platform_id", "orderId");

-- CreateIndex
CREATE INDEX "ProductChange_platform_id_state_effectiveOn_idx" ON "ProductChange"("platform_id", "state", "effectiveOn");

-- CreateIndex
CREATE UNIQUE INDEX "ProductChange_platform_id_orderItemId_key" ON "ProductChange"("platform_id", "orderItemId");

-- AddForeignKey
ALTER TABLE "ProductChange" ADD CONSTRAINT "ProductChange_platform_id_productId_fkey" FOREIGN KEY ("platform_id", "productId") REFERENCES "Product"("platform_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- New tenant tables need their guard.
SELECT portal.guard_all();

CREATE POLICY duty ON "ProductChange" AS RESTRICTIVE USING (portal.may_see_province("provinceId")) WITH CHECK (portal.may_see_province("provinceId"));
-- One waiting change per product (rules 4.3.E); a new one replaces it.
CREATE UNIQUE INDEX "ProductChange_one_waiting" ON "ProductChange" (platform_id, "productId") WHERE state IN ('previewed', 'scheduled', 'executing');
