-- CreateEnum
CREATE TYPE "CapKind" AS ENUM ('groupMonth', 'accountMonth', 'accountRunning', 'personMonth', 'orderApproval');

-- CreateEnum
CREATE TYPE "ApprovalState" AS ENUM ('open', 'approved', 'refused', 'expired', 'withdrawn');

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "OrderEventKind" ADD VALUE 'approvalAsked';
ALTER TYPE "OrderEventKind" ADD VALUE 'approvalEscalated';
ALTER TYPE "OrderEventKind" ADD VALUE 'enterpriseApproved';
ALTER TYPE "OrderEventKind" ADD VALUE 'enterpriseRefused';

-- CreateTable
CREATE TABLE "SpendingCap" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "ownerId" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "provinceId" TEXT NOT NULL,
    "kind" "CapKind" NOT NULL,
    "membershipId" UUID,
    "limitFen" BIGINT NOT NULL,
    "isHard" BOOLEAN NOT NULL,
    "setAt" TIMESTAMPTZ(3) NOT NULL,
    "setByName" TEXT NOT NULL,
    "endedAt" TIMESTAMPTZ(3),
    "endedByName" TEXT,

    CONSTRAINT "SpendingCap_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "ApprovalPolicy" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "customerId" UUID NOT NULL,
    "approverId" UUID,
    "substituteId" UUID,
    "answerDays" INTEGER NOT NULL,
    "changedByName" TEXT NOT NULL,
    "changedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ApprovalPolicy_pkey" PRIMARY KEY ("platform_id","customerId")
);

-- CreateTable
CREATE TABLE "OrderApproval" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "orderId" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "provinceId" TEXT NOT NULL,
    "deciderId" UUID NOT NULL,
    "state" "ApprovalState" NOT NULL DEFAULT 'open',
    "findings" JSONB NOT NULL,
    "askedById" UUID,
    "askedByName" TEXT NOT NULL,
    "askedAt" TIMESTAMPTZ(3) NOT NULL,
    "escalateAt" TIMESTAMPTZ(3) NOT NULL,
    "escalatedAt" TIMESTAMPTZ(3),
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "decidedAt" TIMESTAMPTZ(3),
    "decidedById" UUID,
    "decidedByName" TEXT,
    "note" TEXT NOT NULL DEFAULT '',
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "OrderApproval_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "ApprovalLink" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "approvalId" UUID NOT NULL,
    "membershipId" UUID NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ApprovalLink_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateIndex
CREATE INDEX "SpendingCap_platform_id_customerId_endedAt_id_idx" ON "SpendingCap"("platform_id", "customerId", "endedAt", "id");

-- CreateIndex
CREATE INDEX "SpendingCap_platform_id_ownerId_setAt_id_idx" ON "SpendingCap"("platform_id", "ownerId", "setAt", "id");

-- CreateIndex
CREATE INDEX "OrderApproval_platform_id_deciderId_state_askedAt_id_idx" ON "OrderApproval"("platform_id", "deciderId", "state", "askedAt" DESC, "id");

-- CreateIndex
CREATE INDEX "OrderApproval_platform_id_orderId_idx" ON "OrderApproval"("platform_id", "orderId");

-- CreateIndex
CREATE INDEX "OrderApproval_platform_id_state_dueAt_idx" ON "OrderApproval"("platform_id", "state", "dueAt");

-- CreateIndex
CREATE INDEX "OrderApproval_platform_id_state_escalateAt_idx" ON "OrderApproval"("platform_id", "state", "escalateAt");

-- CreateIndex
CREATE INDEX "ApprovalLink_platform_id_approvalId_idx" ON "ApprovalLink"("platform_id", "approvalId");

-- CreateIndex
CREATE UNIQUE INDEX "ApprovalLink_platform_id_tokenHash_key" ON "ApprovalLink"("platform_id", "tokenHash");

-- CreateIndex
CREATE INDEX "AppliedCustomerBillingRate_platform_id_usedById_periodFrom_idx" ON "AppliedCustomerBillingRate"("platform_id", "usedById", "periodFrom");

-- AddForeignKey
ALTER TABLE "ApprovalLink" ADD CONSTRAINT "ApprovalLink_platform_id_approvalId_fkey" FOREIGN KEY ("platform_id", "approvalId") REFERENCES "OrderApproval"("platform_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- New tenant tables need their guard.
SELECT portal.guard_all();

CREATE POLICY duty ON "SpendingCap" AS RESTRICTIVE USING (portal.may_see_province("provinceId")) WITH CHECK (portal.may_see_province("provinceId"));
CREATE POLICY duty ON "OrderApproval" AS RESTRICTIVE USING (portal.may_see_province("provinceId")) WITH CHECK (portal.may_see_province("provinceId"));
-- One limit of each kind at a time, for everybody or for one person; a limit is none or a sum.
CREATE UNIQUE INDEX "SpendingCap_one_in_force" ON "SpendingCap" ("platform_id", "customerId", "kind", "membershipId") NULLS NOT DISTINCT WHERE "endedAt" IS NULL;
ALTER TABLE "SpendingCap" ADD CONSTRAINT "SpendingCap_limit" CHECK ("limitFen" >= 0), ADD CONSTRAINT "SpendingCap_person" CHECK ("membershipId" IS NULL OR "kind" = 'personMonth');
-- Another limit is another row: nothing but its end can be written.
REVOKE UPDATE, DELETE, TRUNCATE ON "SpendingCap" FROM kdsw_app;
GRANT UPDATE ("endedAt", "endedByName") ON "SpendingCap" TO kdsw_app;
-- One question about an order waits at a time, and nobody answers their own (PC6).
CREATE UNIQUE INDEX "OrderApproval_one_open" ON "OrderApproval" ("platform_id", "orderId") WHERE "state" = 'open';
ALTER TABLE "OrderApproval" ADD CONSTRAINT "OrderApproval_not_own" CHECK ("decidedById" IS NULL OR "decidedById" IS DISTINCT FROM "askedById");
