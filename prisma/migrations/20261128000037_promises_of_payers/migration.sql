-- AlterTable
ALTER TABLE "DunningPause" ADD COLUMN     "payerId" UUID;

-- One promise at a time of each who has to pay.
DROP INDEX "DunningPause_one_promise";
CREATE UNIQUE INDEX "DunningPause_one_promise" ON "DunningPause" (platform_id, "customerId", coalesce("payerId", "customerId")) WHERE "endedAt" IS NULL AND kind = 'promiseToPay';

-- A line that a run charged is its bill's payer's; one that was paid before use names its payer already.
ALTER TABLE "CustomerBill" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "AppliedCustomerBillingRate" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "AppliedCustomerBillingRate" DISABLE TRIGGER keep_rate;
UPDATE "AppliedCustomerBillingRate" r SET "payerId" = b."payerId" FROM "CustomerBill" b
  WHERE b.platform_id = r.platform_id AND b.id = r."billId" AND b."payerId" IS NOT NULL AND r."payerId" IS NULL AND r.kind IN ('usage', 'hold', 'lateFee');
ALTER TABLE "AppliedCustomerBillingRate" ENABLE TRIGGER keep_rate;
ALTER TABLE "AppliedCustomerBillingRate" FORCE ROW LEVEL SECURITY;
ALTER TABLE "CustomerBill" FORCE ROW LEVEL SECURITY;
