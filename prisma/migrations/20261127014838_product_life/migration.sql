-- CreateEnum
CREATE TYPE "SuspensionRequestState" AS ENUM ('open', 'confirmed', 'refused');

-- AlterEnum
ALTER TYPE "RateKind" ADD VALUE 'hold';

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "ChangeKind" ADD VALUE 'cancel';
ALTER TYPE "ChangeKind" ADD VALUE 'pause';
ALTER TYPE "ChangeKind" ADD VALUE 'resume';

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "OrderOperation" ADD VALUE 'suspend';
ALTER TYPE "OrderOperation" ADD VALUE 'resume';
ALTER TYPE "OrderOperation" ADD VALUE 'cancel';

-- AlterEnum
ALTER TYPE "StaffRole" ADD VALUE 'legal';

-- AlterTable
ALTER TABLE "ProductOffering" ADD COLUMN     "holdFeeFen" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "returnDays" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "ProductSuspension" ADD COLUMN     "holdFeeFen" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "remindedAt" TIMESTAMPTZ(3),
ADD COLUMN     "taxRateBp" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "untilOn" DATE;

-- AlterTable
ALTER TABLE "ProductChange" ADD COLUMN     "details" JSONB NOT NULL DEFAULT '{}';

-- CreateTable
CREATE TABLE "SuspensionRequest" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "productId" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "provinceId" TEXT NOT NULL,
    "isToStop" BOOLEAN NOT NULL,
    "reason" TEXT NOT NULL,
    "state" "SuspensionRequestState" NOT NULL DEFAULT 'open',
    "askedAt" TIMESTAMPTZ(3) NOT NULL,
    "askedById" UUID NOT NULL,
    "askedBy" TEXT NOT NULL,
    "decidedAt" TIMESTAMPTZ(3),
    "decidedById" UUID,
    "decidedBy" TEXT,
    "answer" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "SuspensionRequest_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateIndex
CREATE INDEX "SuspensionRequest_platform_id_state_id_idx" ON "SuspensionRequest"("platform_id", "state", "id");

-- CreateIndex
CREATE INDEX "SuspensionRequest_platform_id_productId_id_idx" ON "SuspensionRequest"("platform_id", "productId", "id");

-- CreateIndex
CREATE INDEX "ProductSuspension_platform_id_untilOn_liftedAt_idx" ON "ProductSuspension"("platform_id", "untilOn", "liftedAt");

-- AddForeignKey
ALTER TABLE "SuspensionRequest" ADD CONSTRAINT "SuspensionRequest_platform_id_productId_fkey" FOREIGN KEY ("platform_id", "productId") REFERENCES "Product"("platform_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- New tenant tables need their guard.
SELECT portal.guard_all();

CREATE POLICY duty ON "SuspensionRequest" AS RESTRICTIVE USING (portal.may_see_province("provinceId")) WITH CHECK (portal.may_see_province("provinceId"));
-- One request at a time per product, and two people: whoever asked does not decide (CH6, promise 47).
CREATE UNIQUE INDEX "SuspensionRequest_one_open" ON "SuspensionRequest" (platform_id, "productId") WHERE state = 'open';
ALTER TABLE "SuspensionRequest" ADD CONSTRAINT "SuspensionRequest_two_people" CHECK ("decidedById" IS NULL OR "decidedById" <> "askedById");
