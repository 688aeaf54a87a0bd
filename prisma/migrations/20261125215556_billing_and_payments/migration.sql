-- CreateEnum
CREATE TYPE "BillState" AS ENUM ('new', 'validated', 'sent', 'partiallyPaid', 'settled', 'onHold');

-- CreateEnum
CREATE TYPE "BillHoldReason" AS ENUM ('abnormalCharge', 'previewDiffers', 'disputed');

-- CreateEnum
CREATE TYPE "RateKind" AS ENUM ('firstPeriod', 'recurring', 'usage', 'resumption', 'discount', 'credit', 'lateFee');

-- CreateEnum
CREATE TYPE "BillRunState" AS ENUM ('running', 'computed', 'published');

-- CreateEnum
CREATE TYPE "BillBatchState" AS ENUM ('waiting', 'done');

-- CreateEnum
CREATE TYPE "DisputeState" AS ENUM ('open', 'kept', 'changed', 'withdrawn');

-- CreateEnum
CREATE TYPE "DunningStepKind" AS ENUM ('remind7', 'remind1', 'dueToday', 'overdue', 'secondNotice', 'limited', 'suspended', 'mayTerminate');

-- CreateEnum
CREATE TYPE "DunningPauseKind" AS ENUM ('promiseToPay', 'staff', 'operatorFault');

-- CreateEnum
CREATE TYPE "SuspensionCause" AS ENUM ('customer', 'arrears', 'operator', 'apFault', 'authority', 'cap');

-- CreateEnum
CREATE TYPE "PaymentPurpose" AS ENUM ('topUp', 'bill');

-- CreateEnum
CREATE TYPE "PaymentChannel" AS ENUM ('card', 'alipay', 'wechatPay', 'bankTransfer', 'counterCash', 'provinceBilling', 'balance');

-- CreateEnum
CREATE TYPE "PaymentState" AS ENUM ('initiated', 'authorized', 'done', 'failed', 'canceled');

-- CreateEnum
CREATE TYPE "PaymentEventState" AS ENUM ('waiting', 'applied', 'ignored', 'quarantined');

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "LedgerAccountKind" ADD VALUE 'gatewayCash';
ALTER TYPE "LedgerAccountKind" ADD VALUE 'provinceBilling';
ALTER TYPE "LedgerAccountKind" ADD VALUE 'goodwill';

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "JournalKind" ADD VALUE 'charge';
ALTER TYPE "JournalKind" ADD VALUE 'payment';
ALTER TYPE "JournalKind" ADD VALUE 'refund';
ALTER TYPE "JournalKind" ADD VALUE 'credit';

-- AlterTable
ALTER TABLE "Product" ADD COLUMN     "endsOn" DATE,
ADD COLUMN     "paidTo" DATE,
ADD COLUMN     "suspensionCount" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "BillRun" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "periodFrom" DATE NOT NULL,
    "state" "BillRunState" NOT NULL DEFAULT 'running',
    "accounts" INTEGER NOT NULL,
    "byName" TEXT NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "computedAt" TIMESTAMPTZ(3),
    "publishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "BillRun_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "BillRunBatch" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "runId" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "fromId" UUID NOT NULL,
    "toId" UUID NOT NULL,
    "accounts" INTEGER NOT NULL,
    "state" "BillBatchState" NOT NULL DEFAULT 'waiting',
    "bills" INTEGER NOT NULL DEFAULT 0,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "doneAt" TIMESTAMPTZ(3),

    CONSTRAINT "BillRunBatch_pkey" PRIMARY KEY ("platform_id","runId","seq")
);

-- CreateTable
CREATE TABLE "ParkedBill" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "runId" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "problem" TEXT NOT NULL,
    "parkedAt" TIMESTAMPTZ(3) NOT NULL,
    "solvedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ParkedBill_pkey" PRIMARY KEY ("platform_id","runId","customerId")
);

-- CreateTable
CREATE TABLE "CustomerBill" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "customerId" UUID NOT NULL,
    "provinceId" TEXT NOT NULL,
    "runId" UUID NOT NULL,
    "periodFrom" DATE NOT NULL,
    "payType" "PayType" NOT NULL,
    "state" "BillState" NOT NULL DEFAULT 'new',
    "holdReason" "BillHoldReason",
    "totalFen" BIGINT NOT NULL,
    "netFen" BIGINT NOT NULL,
    "taxFen" BIGINT NOT NULL,
    "paidFen" BIGINT NOT NULL DEFAULT 0,
    "lineCount" INTEGER NOT NULL,
    "dueOn" DATE NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "sentAt" TIMESTAMPTZ(3),
    "settledAt" TIMESTAMPTZ(3),
    "confirmedAt" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "CustomerBill_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "AppliedCustomerBillingRate" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "ref" TEXT NOT NULL,
    "customerId" UUID NOT NULL,
    "usedById" UUID NOT NULL,
    "provinceId" TEXT NOT NULL,
    "billId" UUID,
    "kind" "RateKind" NOT NULL,
    "periodFrom" DATE NOT NULL,
    "productId" UUID,
    "specificationCode" TEXT NOT NULL DEFAULT '',
    "specificationName" TEXT NOT NULL,
    "offeringName" TEXT NOT NULL DEFAULT '',
    "productClass" TEXT NOT NULL DEFAULT '',
    "componentId" TEXT NOT NULL DEFAULT '',
    "name" TEXT NOT NULL,
    "formula" TEXT NOT NULL,
    "seats" INTEGER NOT NULL DEFAULT 0,
    "priceBookVersion" INTEGER NOT NULL DEFAULT 0,
    "grossFen" BIGINT NOT NULL,
    "netFen" BIGINT NOT NULL,
    "taxFen" BIGINT NOT NULL,
    "taxRateBp" INTEGER NOT NULL,
    "paidFen" BIGINT NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "AppliedCustomerBillingRate_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "ProductUsage" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "productId" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "componentId" TEXT NOT NULL,
    "periodFrom" DATE NOT NULL,
    "used" INTEGER NOT NULL,
    "reportedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ProductUsage_pkey" PRIMARY KEY ("platform_id","productId","componentId","periodFrom")
);

-- CreateTable
CREATE TABLE "BillDispute" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "provinceId" TEXT NOT NULL,
    "billId" UUID NOT NULL,
    "rateId" UUID NOT NULL,
    "state" "DisputeState" NOT NULL DEFAULT 'open',
    "text" TEXT NOT NULL,
    "amountFen" BIGINT NOT NULL,
    "answer" TEXT,
    "creditFen" BIGINT,
    "openedAt" TIMESTAMPTZ(3) NOT NULL,
    "answerBy" TIMESTAMPTZ(3) NOT NULL,
    "openedBy" TEXT NOT NULL,
    "closedAt" TIMESTAMPTZ(3),
    "closedBy" TEXT,
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "BillDispute_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "DunningStep" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "billId" UUID NOT NULL,
    "kind" "DunningStepKind" NOT NULL,
    "customerId" UUID NOT NULL,
    "openFen" BIGINT NOT NULL,
    "takenAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "DunningStep_pkey" PRIMARY KEY ("platform_id","billId","kind")
);

-- CreateTable
CREATE TABLE "DunningPause" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "kind" "DunningPauseKind" NOT NULL,
    "fromOn" DATE NOT NULL,
    "untilOn" DATE NOT NULL,
    "reason" TEXT NOT NULL,
    "byName" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "DunningPause_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "BillingSetting" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "provinceId" TEXT NOT NULL,
    "chargesLateFee" BOOLEAN NOT NULL DEFAULT false,
    "returnsDouble" BOOLEAN NOT NULL DEFAULT false,
    "changedBy" TEXT NOT NULL,
    "changedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "BillingSetting_pkey" PRIMARY KEY ("platform_id","provinceId")
);

-- CreateTable
CREATE TABLE "ProductSuspension" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "productId" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "cause" "SuspensionCause" NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "setAt" TIMESTAMPTZ(3) NOT NULL,
    "setBy" TEXT NOT NULL,
    "liftedAt" TIMESTAMPTZ(3),
    "liftedBy" TEXT,
    "resumedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ProductSuspension_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "Payment" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "customerId" UUID NOT NULL,
    "provinceId" TEXT NOT NULL,
    "purpose" "PaymentPurpose" NOT NULL,
    "channel" "PaymentChannel" NOT NULL,
    "state" "PaymentState" NOT NULL DEFAULT 'initiated',
    "amountFen" BIGINT NOT NULL,
    "refundedFen" BIGINT NOT NULL DEFAULT 0,
    "billId" UUID,
    "providerSessionId" TEXT,
    "providerPaymentId" TEXT,
    "checkoutUrl" TEXT,
    "expiresAt" TIMESTAMPTZ(3),
    "reference" TEXT,
    "failure" TEXT,
    "isAutomatic" BOOLEAN NOT NULL DEFAULT false,
    "byName" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "paidAt" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "Payment_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "PaymentAllocation" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "paymentId" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "billId" UUID NOT NULL,
    "rateId" UUID NOT NULL,
    "amountFen" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "PaymentAllocation_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "Refund" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "paymentId" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "provinceId" TEXT NOT NULL,
    "amountFen" BIGINT NOT NULL,
    "state" "PaymentState" NOT NULL DEFAULT 'initiated',
    "reason" TEXT NOT NULL,
    "providerRefundId" TEXT,
    "failure" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "nextAttemptAt" TIMESTAMPTZ(3),
    "byName" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Refund_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "PaymentEvent" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "provider" TEXT NOT NULL,
    "eventId" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "objectId" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "state" "PaymentEventState" NOT NULL DEFAULT 'waiting',
    "problem" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "nextAttemptAt" TIMESTAMPTZ(3),
    "receivedAt" TIMESTAMPTZ(3) NOT NULL,
    "appliedAt" TIMESTAMPTZ(3),

    CONSTRAINT "PaymentEvent_pkey" PRIMARY KEY ("platform_id","provider","eventId")
);

-- CreateTable
CREATE TABLE "PaymentMethod" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "providerCustomerId" TEXT NOT NULL,
    "providerMethodId" TEXT NOT NULL,
    "brand" TEXT NOT NULL,
    "last4" TEXT NOT NULL,
    "expiresOn" DATE NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "removedAt" TIMESTAMPTZ(3),

    CONSTRAINT "PaymentMethod_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "AutoTopUp" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "customerId" UUID NOT NULL,
    "isOn" BOOLEAN NOT NULL DEFAULT true,
    "methodId" UUID NOT NULL,
    "triggerFen" BIGINT NOT NULL,
    "amountFen" BIGINT NOT NULL,
    "monthCeilingFen" BIGINT NOT NULL,
    "lastTriedAt" TIMESTAMPTZ(3),
    "lastFailure" TEXT,
    "changedBy" TEXT NOT NULL,
    "changedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "AutoTopUp_pkey" PRIMARY KEY ("platform_id","customerId")
);

-- CreateIndex
CREATE UNIQUE INDEX "BillRun_platform_id_periodFrom_key" ON "BillRun"("platform_id", "periodFrom");

-- CreateIndex
CREATE INDEX "BillRunBatch_platform_id_runId_state_seq_idx" ON "BillRunBatch"("platform_id", "runId", "state", "seq");

-- CreateIndex
CREATE INDEX "CustomerBill_platform_id_state_dueOn_idx" ON "CustomerBill"("platform_id", "state", "dueOn");

-- CreateIndex
CREATE INDEX "CustomerBill_platform_id_periodFrom_state_id_idx" ON "CustomerBill"("platform_id", "periodFrom", "state", "id");

-- CreateIndex
CREATE INDEX "CustomerBill_platform_id_provinceId_periodFrom_id_idx" ON "CustomerBill"("platform_id", "provinceId", "periodFrom" DESC, "id");

-- CreateIndex
CREATE UNIQUE INDEX "CustomerBill_platform_id_customerId_periodFrom_key" ON "CustomerBill"("platform_id", "customerId", "periodFrom");

-- CreateIndex
CREATE UNIQUE INDEX "CustomerBill_platform_id_number_key" ON "CustomerBill"("platform_id", "number");

-- CreateIndex
CREATE INDEX "AppliedCustomerBillingRate_platform_id_customerId_billId_pe_idx" ON "AppliedCustomerBillingRate"("platform_id", "customerId", "billId", "periodFrom");

-- CreateIndex
CREATE INDEX "AppliedCustomerBillingRate_platform_id_billId_createdAt_id_idx" ON "AppliedCustomerBillingRate"("platform_id", "billId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "AppliedCustomerBillingRate_platform_id_productId_periodFrom_idx" ON "AppliedCustomerBillingRate"("platform_id", "productId", "periodFrom");

-- CreateIndex
CREATE UNIQUE INDEX "AppliedCustomerBillingRate_platform_id_ref_key" ON "AppliedCustomerBillingRate"("platform_id", "ref");

-- CreateIndex
CREATE INDEX "ProductUsage_platform_id_customerId_periodFrom_idx" ON "ProductUsage"("platform_id", "customerId", "periodFrom");

-- CreateIndex
CREATE INDEX "BillDispute_platform_id_customerId_state_idx" ON "BillDispute"("platform_id", "customerId", "state");

-- CreateIndex
CREATE INDEX "BillDispute_platform_id_billId_idx" ON "BillDispute"("platform_id", "billId");

-- CreateIndex
CREATE INDEX "BillDispute_platform_id_state_answerBy_id_idx" ON "BillDispute"("platform_id", "state", "answerBy", "id");

-- CreateIndex
CREATE INDEX "DunningStep_platform_id_customerId_takenAt_idx" ON "DunningStep"("platform_id", "customerId", "takenAt");

-- CreateIndex
CREATE INDEX "DunningPause_platform_id_customerId_untilOn_idx" ON "DunningPause"("platform_id", "customerId", "untilOn");

-- CreateIndex
CREATE INDEX "ProductSuspension_platform_id_productId_liftedAt_idx" ON "ProductSuspension"("platform_id", "productId", "liftedAt");

-- CreateIndex
CREATE INDEX "ProductSuspension_platform_id_customerId_setAt_idx" ON "ProductSuspension"("platform_id", "customerId", "setAt" DESC);

-- CreateIndex
CREATE INDEX "Payment_platform_id_customerId_createdAt_id_idx" ON "Payment"("platform_id", "customerId", "createdAt" DESC, "id");

-- CreateIndex
CREATE INDEX "Payment_platform_id_state_createdAt_idx" ON "Payment"("platform_id", "state", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "Payment_platform_id_number_key" ON "Payment"("platform_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "Payment_platform_id_providerSessionId_key" ON "Payment"("platform_id", "providerSessionId");

-- CreateIndex
CREATE UNIQUE INDEX "Payment_platform_id_providerPaymentId_key" ON "Payment"("platform_id", "providerPaymentId");

-- CreateIndex
CREATE INDEX "PaymentAllocation_platform_id_paymentId_idx" ON "PaymentAllocation"("platform_id", "paymentId");

-- CreateIndex
CREATE INDEX "PaymentAllocation_platform_id_billId_idx" ON "PaymentAllocation"("platform_id", "billId");

-- CreateIndex
CREATE INDEX "PaymentAllocation_platform_id_rateId_idx" ON "PaymentAllocation"("platform_id", "rateId");

-- CreateIndex
CREATE INDEX "Refund_platform_id_paymentId_idx" ON "Refund"("platform_id", "paymentId");

-- CreateIndex
CREATE INDEX "Refund_platform_id_customerId_createdAt_idx" ON "Refund"("platform_id", "customerId", "createdAt" DESC);

-- CreateIndex
CREATE INDEX "Refund_platform_id_state_nextAttemptAt_idx" ON "Refund"("platform_id", "state", "nextAttemptAt");

-- CreateIndex
CREATE UNIQUE INDEX "Refund_platform_id_providerRefundId_key" ON "Refund"("platform_id", "providerRefundId");

-- CreateIndex
CREATE INDEX "PaymentEvent_platform_id_state_nextAttemptAt_idx" ON "PaymentEvent"("platform_id", "state", "nextAttemptAt");

-- CreateIndex
CREATE INDEX "PaymentEvent_platform_id_receivedAt_idx" ON "PaymentEvent"("platform_id", "receivedAt" DESC);

-- CreateIndex
CREATE INDEX "PaymentMethod_platform_id_customerId_idx" ON "PaymentMethod"("platform_id", "customerId");

-- CreateIndex
CREATE UNIQUE INDEX "PaymentMethod_platform_id_providerMethodId_key" ON "PaymentMethod"("platform_id", "providerMethodId");

-- CreateIndex
CREATE INDEX "Product_platform_id_state_customerId_idx" ON "Product"("platform_id", "state", "customerId");

-- AddForeignKey
ALTER TABLE "BillRunBatch" ADD CONSTRAINT "BillRunBatch_platform_id_runId_fkey" FOREIGN KEY ("platform_id", "runId") REFERENCES "BillRun"("platform_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ParkedBill" ADD CONSTRAINT "ParkedBill_platform_id_runId_fkey" FOREIGN KEY ("platform_id", "runId") REFERENCES "BillRun"("platform_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AppliedCustomerBillingRate" ADD CONSTRAINT "AppliedCustomerBillingRate_platform_id_billId_fkey" FOREIGN KEY ("platform_id", "billId") REFERENCES "CustomerBill"("platform_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BillDispute" ADD CONSTRAINT "BillDispute_platform_id_billId_fkey" FOREIGN KEY ("platform_id", "billId") REFERENCES "CustomerBill"("platform_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BillDispute" ADD CONSTRAINT "BillDispute_platform_id_rateId_fkey" FOREIGN KEY ("platform_id", "rateId") REFERENCES "AppliedCustomerBillingRate"("platform_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DunningStep" ADD CONSTRAINT "DunningStep_platform_id_billId_fkey" FOREIGN KEY ("platform_id", "billId") REFERENCES "CustomerBill"("platform_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ProductSuspension" ADD CONSTRAINT "ProductSuspension_platform_id_productId_fkey" FOREIGN KEY ("platform_id", "productId") REFERENCES "Product"("platform_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PaymentAllocation" ADD CONSTRAINT "PaymentAllocation_platform_id_paymentId_fkey" FOREIGN KEY ("platform_id", "paymentId") REFERENCES "Payment"("platform_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Refund" ADD CONSTRAINT "Refund_platform_id_paymentId_fkey" FOREIGN KEY ("platform_id", "paymentId") REFERENCES "Payment"("platform_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- New tenant tables need their guard.
SELECT portal.guard_all();

-- BO2: staff of some provinces of NF.
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['CustomerBill','AppliedCustomerBillingRate','BillDispute','Payment','Refund'] LOOP
    EXECUTE format('CREATE POLICY duty ON %I AS RESTRICTIVE USING (portal.may_see_province("provinceId")) WITH CHECK (portal.may_see_province("provinceId"))', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['ProductUsage','DunningStep','DunningPause','PaymentAllocation','PaymentMethod','AutoTopUp','ProductSuspension','ParkedBill'] LOOP
    EXECUTE format('CREATE POLICY duty ON %1$I AS RESTRICTIVE USING (portal.duty_is_whole() OR EXISTS (SELECT FROM "Customer" c WHERE c.platform_id = %1$I.platform_id AND c.id = %1$I."customerId"))', name);
  END LOOP;
END $$;

-- At most one of these at a time, whatever the code does.
CREATE UNIQUE INDEX "ProductSuspension_one_per_cause" ON "ProductSuspension" (platform_id, "productId", cause) WHERE "liftedAt" IS NULL;
CREATE UNIQUE INDEX "BillDispute_one_open_per_line" ON "BillDispute" (platform_id, "rateId") WHERE state = 'open';
CREATE UNIQUE INDEX "DunningPause_one_promise" ON "DunningPause" (platform_id, "customerId") WHERE "endedAt" IS NULL AND kind = 'promiseToPay';

-- Money: a part is never more than its whole.
ALTER TABLE "CustomerBill" ADD CONSTRAINT "CustomerBill_paid" CHECK ("paidFen" BETWEEN 0 AND greatest("totalFen", 0)),
  ADD CONSTRAINT "CustomerBill_tax" CHECK ("netFen" + "taxFen" = "totalFen");
ALTER TABLE "AppliedCustomerBillingRate" ADD CONSTRAINT "AppliedCustomerBillingRate_tax" CHECK ("netFen" + "taxFen" = "grossFen"),
  ADD CONSTRAINT "AppliedCustomerBillingRate_paid" CHECK ("paidFen" BETWEEN least("grossFen", 0) AND greatest("grossFen", 0));
ALTER TABLE "Payment" ADD CONSTRAINT "Payment_amount" CHECK ("amountFen" > 0), ADD CONSTRAINT "Payment_refunded" CHECK ("refundedFen" BETWEEN 0 AND "amountFen");
ALTER TABLE "Refund" ADD CONSTRAINT "Refund_amount" CHECK ("amountFen" > 0);
ALTER TABLE "PaymentAllocation" ADD CONSTRAINT "PaymentAllocation_not_zero" CHECK ("amountFen" <> 0);
ALTER TABLE "BillDispute" ADD CONSTRAINT "BillDispute_amount" CHECK ("amountFen" > 0);

-- Append-only. A published line changes only in what is paid of it.
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['PaymentAllocation','DunningStep'] LOOP
    EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON %I FROM kdsw_app', name);
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION portal.refuse_change()', name);
    EXECUTE format('CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION portal.refuse_change()', name);
  END LOOP;
END $$;

-- Promise 13: once a bill is published its sums and lines stand; a correction is a further line of a later period.
CREATE FUNCTION portal.keep_published_bill() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD."sentAt" IS NOT NULL AND (TG_OP = 'DELETE' OR (NEW."totalFen", NEW."netFen", NEW."taxFen", NEW."lineCount", NEW."periodFrom", NEW."customerId", NEW."sentAt") IS DISTINCT FROM (OLD."totalFen", OLD."netFen", OLD."taxFen", OLD."lineCount", OLD."periodFrom", OLD."customerId", OLD."sentAt")) THEN
    RAISE EXCEPTION 'a published bill does not change' USING ERRCODE = '42501';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER keep_published BEFORE UPDATE OR DELETE ON "CustomerBill" FOR EACH ROW EXECUTE FUNCTION portal.keep_published_bill();

CREATE FUNCTION portal.keep_rate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF OLD."paidFen" <> 0 OR EXISTS (SELECT FROM "CustomerBill" b WHERE b.platform_id = OLD.platform_id AND b.id = OLD."billId" AND b."sentAt" IS NOT NULL) THEN
      RAISE EXCEPTION 'a charge that was paid or published does not go' USING ERRCODE = '42501';
    END IF;
    RETURN OLD;
  END IF;
  -- A charge may enter a bill, leave one that is not published, and be paid; all else of it stands for ever.
  IF (NEW."grossFen", NEW."netFen", NEW."taxFen", NEW.ref, NEW.name, NEW.formula, NEW."customerId", NEW."usedById", NEW."periodFrom", NEW.kind) IS DISTINCT FROM (OLD."grossFen", OLD."netFen", OLD."taxFen", OLD.ref, OLD.name, OLD.formula, OLD."customerId", OLD."usedById", OLD."periodFrom", OLD.kind)
    OR (NEW."billId" IS DISTINCT FROM OLD."billId" AND EXISTS (SELECT FROM "CustomerBill" b WHERE b.platform_id = OLD.platform_id AND b.id IN (OLD."billId", NEW."billId") AND b."sentAt" IS NOT NULL)) THEN
    RAISE EXCEPTION 'a charge does not change' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER keep_rate BEFORE UPDATE OR DELETE ON "AppliedCustomerBillingRate" FOR EACH ROW EXECUTE FUNCTION portal.keep_rate();

-- A run writes thousands of postings at once: balances move once per account and statement, locked in the order of their ids.
DROP TRIGGER apply_posting ON "Posting";
CREATE OR REPLACE FUNCTION portal.apply_posting() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE named bigint; moved bigint;
BEGIN
  SELECT count(DISTINCT (platform_id, "accountId")) INTO named FROM added;
  PERFORM FROM "LedgerAccount" a WHERE (a.platform_id, a.id) IN (SELECT platform_id, "accountId" FROM added) ORDER BY a.platform_id, a.id FOR UPDATE;
  UPDATE "LedgerAccount" a SET "balanceFen" = a."balanceFen" + s.sum
    FROM (SELECT platform_id, "accountId", sum("amountFen")::bigint AS sum FROM added GROUP BY 1, 2) s
    WHERE a.platform_id = s.platform_id AND a.id = s."accountId";
  GET DIAGNOSTICS moved = ROW_COUNT;
  IF moved <> named THEN RAISE EXCEPTION 'posting names no account of its platform' USING ERRCODE = '23503'; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER apply_posting AFTER INSERT ON "Posting" REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION portal.apply_posting();
