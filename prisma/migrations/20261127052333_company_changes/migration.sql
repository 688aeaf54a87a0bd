-- CreateEnum
CREATE TYPE "CompanyChangeState" AS ENUM ('waiting', 'applied', 'refused', 'withdrawn');

-- CreateEnum
CREATE TYPE "RecoveryState" AS ENUM ('draft', 'review', 'waiting', 'done', 'refused', 'objected');

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "ReviewKind" ADD VALUE 'companyChange';
ALTER TYPE "ReviewKind" ADD VALUE 'recovery';

-- AlterTable
ALTER TABLE "Document" ADD COLUMN     "recoveryId" UUID;

-- AlterTable
ALTER TABLE "ReviewTask" ADD COLUMN     "companyChangeId" UUID,
ADD COLUMN     "recoveryId" UUID;

-- CreateTable
CREATE TABLE "CompanyChange" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "provinceId" TEXT NOT NULL,
    "state" "CompanyChangeState" NOT NULL DEFAULT 'waiting',
    "before" JSONB NOT NULL,
    "after" JSONB NOT NULL,
    "reason" TEXT NOT NULL,
    "paperIds" UUID[],
    "askedByName" TEXT NOT NULL,
    "askedAt" TIMESTAMPTZ(3) NOT NULL,
    "decidedByName" TEXT,
    "decidedAt" TIMESTAMPTZ(3),
    "answer" TEXT,

    CONSTRAINT "CompanyChange_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "OwnerRecovery" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "provinceId" TEXT NOT NULL,
    "state" "RecoveryState" NOT NULL DEFAULT 'draft',
    "tokenHash" TEXT NOT NULL,
    "personName" TEXT NOT NULL,
    "phone" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "phoneConfirmedAt" TIMESTAMPTZ(3),
    "emailConfirmedAt" TIMESTAMPTZ(3),
    "reason" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "askedAt" TIMESTAMPTZ(3),
    "effectiveAt" TIMESTAMPTZ(3),
    "answer" TEXT,
    "answeredByName" TEXT,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "OwnerRecovery_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateIndex
CREATE INDEX "CompanyChange_platform_id_customerId_id_idx" ON "CompanyChange"("platform_id", "customerId", "id");

-- CreateIndex
CREATE INDEX "OwnerRecovery_platform_id_customerId_state_idx" ON "OwnerRecovery"("platform_id", "customerId", "state");

-- CreateIndex
CREATE INDEX "OwnerRecovery_platform_id_state_effectiveAt_idx" ON "OwnerRecovery"("platform_id", "state", "effectiveAt");

-- CreateIndex
CREATE UNIQUE INDEX "OwnerRecovery_platform_id_tokenHash_key" ON "OwnerRecovery"("platform_id", "tokenHash");

-- CreateIndex
CREATE INDEX "Document_platform_id_recoveryId_idx" ON "Document"("platform_id", "recoveryId");

-- CreateIndex
CREATE INDEX "ReviewTask_platform_id_companyChangeId_idx" ON "ReviewTask"("platform_id", "companyChangeId");

-- CreateIndex
CREATE INDEX "ReviewTask_platform_id_recoveryId_idx" ON "ReviewTask"("platform_id", "recoveryId");

-- New tenant tables need their guard.
SELECT portal.guard_all();

CREATE POLICY duty ON "CompanyChange" AS RESTRICTIVE USING (portal.may_see_province("provinceId")) WITH CHECK (portal.may_see_province("provinceId"));
CREATE POLICY duty ON "OwnerRecovery" AS RESTRICTIVE USING (portal.may_see_province("provinceId")) WITH CHECK (portal.may_see_province("provinceId"));
-- One at a time for a company (AI18, AI19).
CREATE UNIQUE INDEX "CompanyChange_one_waiting" ON "CompanyChange" (platform_id, "customerId") WHERE state = 'waiting';
CREATE UNIQUE INDEX "OwnerRecovery_one_at_a_time" ON "OwnerRecovery" (platform_id, "customerId") WHERE state IN ('review', 'waiting');
DROP POLICY duty ON "Document";
CREATE POLICY duty ON "Document" AS RESTRICTIVE USING (portal.duty_is_whole()
  OR EXISTS (SELECT FROM "AccountOpening" o WHERE o.platform_id = "Document".platform_id AND o.id = "Document"."openingId")
  OR EXISTS (SELECT FROM "OwnerRecovery" r WHERE r.platform_id = "Document".platform_id AND r.id = "Document"."recoveryId")
  OR EXISTS (SELECT FROM "Customer" c WHERE c.platform_id = "Document".platform_id AND c.id = "Document"."customerId"));
