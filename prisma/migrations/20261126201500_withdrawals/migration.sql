-- CreateEnum
CREATE TYPE "WithdrawalState" AS ENUM ('waiting', 'seconding', 'approved', 'done', 'partial', 'failed', 'refused', 'canceled');

-- CreateEnum
CREATE TYPE "WithdrawalWay" AS ENUM ('provider', 'payer', 'company');

-- CreateEnum
CREATE TYPE "WithdrawalLegState" AS ENUM ('waiting', 'sent', 'done', 'failed', 'canceled');

-- CreateTable
CREATE TABLE "Withdrawal" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "customerId" UUID NOT NULL,
    "provinceId" TEXT NOT NULL,
    "amountFen" BIGINT NOT NULL,
    "state" "WithdrawalState" NOT NULL DEFAULT 'waiting',
    "askedBy" TEXT NOT NULL,
    "askedAt" TIMESTAMPTZ(3) NOT NULL,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "firstApproverId" UUID,
    "firstApprovedBy" TEXT,
    "firstApprovedAt" TIMESTAMPTZ(3),
    "decidedBy" TEXT,
    "decidedAt" TIMESTAMPTZ(3),
    "refusal" TEXT,
    "endedAt" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "Withdrawal_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "WithdrawalLeg" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "withdrawalId" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "provinceId" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "way" "WithdrawalWay" NOT NULL,
    "paymentId" UUID,
    "amountFen" BIGINT NOT NULL,
    "state" "WithdrawalLegState" NOT NULL DEFAULT 'waiting',
    "refundId" UUID,
    "payeeName" TEXT NOT NULL DEFAULT '',
    "payeeBank" TEXT NOT NULL DEFAULT '',
    "payeeAccount" TEXT NOT NULL DEFAULT '',
    "payoutNumber" TEXT,
    "failure" TEXT,
    "endedBy" TEXT,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "WithdrawalLeg_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateIndex
CREATE INDEX "Withdrawal_platform_id_customerId_askedAt_id_idx" ON "Withdrawal"("platform_id", "customerId", "askedAt" DESC, "id");

-- CreateIndex
CREATE INDEX "Withdrawal_platform_id_state_dueAt_id_idx" ON "Withdrawal"("platform_id", "state", "dueAt", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Withdrawal_platform_id_number_key" ON "Withdrawal"("platform_id", "number");

-- CreateIndex
CREATE INDEX "WithdrawalLeg_platform_id_paymentId_state_idx" ON "WithdrawalLeg"("platform_id", "paymentId", "state");

-- CreateIndex
CREATE INDEX "WithdrawalLeg_platform_id_customerId_state_idx" ON "WithdrawalLeg"("platform_id", "customerId", "state");

-- CreateIndex
CREATE UNIQUE INDEX "WithdrawalLeg_platform_id_withdrawalId_seq_key" ON "WithdrawalLeg"("platform_id", "withdrawalId", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "WithdrawalLeg_platform_id_payoutNumber_key" ON "WithdrawalLeg"("platform_id", "payoutNumber");

-- CreateIndex
CREATE UNIQUE INDEX "WithdrawalLeg_platform_id_refundId_key" ON "WithdrawalLeg"("platform_id", "refundId");

-- AddForeignKey
ALTER TABLE "WithdrawalLeg" ADD CONSTRAINT "WithdrawalLeg_platform_id_withdrawalId_fkey" FOREIGN KEY ("platform_id", "withdrawalId") REFERENCES "Withdrawal"("platform_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- New tenant tables need their guard.
SELECT portal.guard_all();

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['Withdrawal','WithdrawalLeg'] LOOP
    EXECUTE format('CREATE POLICY duty ON %I AS RESTRICTIVE USING (portal.may_see_province("provinceId")) WITH CHECK (portal.may_see_province("provinceId"))', name);
  END LOOP;
END $$;
-- BI23: one at a time, whatever is asked for at once.
CREATE UNIQUE INDEX "Withdrawal_one_open" ON "Withdrawal" (platform_id, "customerId") WHERE state IN ('waiting', 'seconding', 'approved');
ALTER TABLE "Withdrawal"
  ADD CONSTRAINT "Withdrawal_amount" CHECK ("amountFen" > 0),
  ADD CONSTRAINT "Withdrawal_refusal" CHECK ((state = 'refused') = (refusal IS NOT NULL));
ALTER TABLE "WithdrawalLeg"
  ADD CONSTRAINT "WithdrawalLeg_amount" CHECK ("amountFen" > 0),
  -- Only a payment can be gone back to through the provider; a bank needs an account to send to.
  ADD CONSTRAINT "WithdrawalLeg_way" CHECK (CASE way WHEN 'provider' THEN "paymentId" IS NOT NULL AND "payeeAccount" = '' ELSE "payeeAccount" <> '' END),
  -- What a bank sent is known by its number, and nothing else has one.
  ADD CONSTRAINT "WithdrawalLeg_payout" CHECK ((way <> 'provider' AND state = 'done') = ("payoutNumber" IS NOT NULL));
