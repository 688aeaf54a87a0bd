-- CreateEnum
CREATE TYPE "TrialThen" AS ENUM ('paid', 'end');

-- AlterTable
ALTER TABLE "ProductOffering" ADD COLUMN     "trialDays" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "Product" ADD COLUMN     "trialEndsOn" DATE,
ADD COLUMN     "trialThen" "TrialThen",
ADD COLUMN     "trialToldDays" INTEGER;

-- AlterTable
ALTER TABLE "ProductOrderItem" ADD COLUMN     "trialDays" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "trialThen" "TrialThen";

-- CreateIndex
CREATE INDEX "Product_platform_id_trialEndsOn_state_idx" ON "Product"("platform_id", "trialEndsOn", "state");

-- SC9: a company tries a product once at a time, whatever is sent at once.
CREATE UNIQUE INDEX "Product_one_trial" ON "Product" (platform_id, "customerId", "specificationCode") WHERE "trialThen" IS NOT NULL AND state <> 'terminated';
ALTER TABLE "ProductOffering" ADD CONSTRAINT "ProductOffering_trial" CHECK ("trialDays" BETWEEN 0 AND 90);
ALTER TABLE "ProductOrderItem" ADD CONSTRAINT "ProductOrderItem_trial" CHECK (("trialDays" > 0) = ("trialThen" IS NOT NULL));
