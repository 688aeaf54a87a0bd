-- CreateEnum
CREATE TYPE "TransferClaimState" AS ENUM ('waiting', 'paid', 'canceled', 'expired');

-- CreateEnum
CREATE TYPE "StatementLineState" AS ENUM ('fresh', 'matched', 'waiting', 'assigned', 'returned');

-- CreateEnum
CREATE TYPE "StatementLineProblem" AS ENUM ('noCode', 'codeUnknown', 'payerDiffers', 'accountClosed');

-- AlterTable
ALTER TABLE "BillingSetting" ADD COLUMN     "collectionAccount" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "collectionBank" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "collectionName" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "TransferClaim" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "provinceId" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "amountFen" BIGINT NOT NULL,
    "state" "TransferClaimState" NOT NULL DEFAULT 'waiting',
    "byName" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "paidAt" TIMESTAMPTZ(3),

    CONSTRAINT "TransferClaim_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "BankStatement" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "provinceId" TEXT NOT NULL,
    "fileName" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "byName" TEXT NOT NULL,
    "uploadedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "BankStatement_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "BankStatementLine" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "statementId" UUID NOT NULL,
    "provinceId" TEXT NOT NULL,
    "serial" TEXT NOT NULL,
    "bookedOn" DATE NOT NULL,
    "amountFen" BIGINT NOT NULL,
    "payerName" TEXT NOT NULL,
    "payerAccount" TEXT NOT NULL,
    "memo" TEXT NOT NULL,
    "state" "StatementLineState" NOT NULL DEFAULT 'fresh',
    "problem" "StatementLineProblem",
    "guessId" UUID,
    "customerId" UUID,
    "claimId" UUID,
    "paymentId" UUID,
    "decidedBy" TEXT,
    "decidedAt" TIMESTAMPTZ(3),
    "reason" TEXT,

    CONSTRAINT "BankStatementLine_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateIndex
CREATE INDEX "TransferClaim_platform_id_customerId_createdAt_id_idx" ON "TransferClaim"("platform_id", "customerId", "createdAt" DESC, "id");

-- CreateIndex
CREATE INDEX "TransferClaim_platform_id_state_expiresAt_idx" ON "TransferClaim"("platform_id", "state", "expiresAt");

-- CreateIndex
CREATE UNIQUE INDEX "TransferClaim_platform_id_code_key" ON "TransferClaim"("platform_id", "code");

-- CreateIndex
CREATE INDEX "BankStatement_platform_id_uploadedAt_id_idx" ON "BankStatement"("platform_id", "uploadedAt" DESC, "id");

-- CreateIndex
CREATE UNIQUE INDEX "BankStatement_platform_id_sha256_key" ON "BankStatement"("platform_id", "sha256");

-- CreateIndex
CREATE INDEX "BankStatementLine_platform_id_state_bookedOn_id_idx" ON "BankStatementLine"("platform_id", "state", "bookedOn" DESC, "id");

-- CreateIndex
CREATE INDEX "BankStatementLine_platform_id_statementId_idx" ON "BankStatementLine"("platform_id", "statementId");

-- CreateIndex
CREATE UNIQUE INDEX "BankStatementLine_platform_id_serial_key" ON "BankStatementLine"("platform_id", "serial");

-- AddForeignKey
ALTER TABLE "BankStatementLine" ADD CONSTRAINT "BankStatementLine_platform_id_statementId_fkey" FOREIGN KEY ("platform_id", "statementId") REFERENCES "BankStatement"("platform_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- New tenant tables need their guard.
SELECT portal.guard_all();

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['TransferClaim','BankStatement','BankStatementLine'] LOOP
    EXECUTE format('CREATE POLICY duty ON %I AS RESTRICTIVE USING (portal.may_see_province("provinceId")) WITH CHECK (portal.may_see_province("provinceId"))', name);
  END LOOP;
END $$;
ALTER TABLE "TransferClaim" ADD CONSTRAINT "TransferClaim_amount" CHECK ("amountFen" > 0);
ALTER TABLE "BankStatementLine"
  ADD CONSTRAINT "BankStatementLine_amount" CHECK ("amountFen" > 0),
  -- A line is a company's exactly when it was paid to one.
  ADD CONSTRAINT "BankStatementLine_owner" CHECK ((state IN ('matched', 'assigned')) = ("customerId" IS NOT NULL));
