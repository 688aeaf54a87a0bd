-- CreateEnum
CREATE TYPE "DiscountLayer" AS ENUM ('volume', 'contract', 'promotion', 'fixed');

-- CreateEnum
CREATE TYPE "PromotionReach" AS ENUM ('everyone', 'issued');

-- CreateEnum
CREATE TYPE "PromotionState" AS ENUM ('open', 'paused', 'ended');

-- CreateEnum
CREATE TYPE "CouponState" AS ENUM ('issued', 'used', 'void');

-- CreateEnum
CREATE TYPE "PromotionUseState" AS ENUM ('held', 'kept', 'released');

-- AlterTable
ALTER TABLE "AppliedCustomerBillingRate" ADD COLUMN     "promotionId" UUID,
ADD COLUMN     "reducedFen" BIGINT NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "Product" ADD COLUMN     "discounts" JSONB NOT NULL DEFAULT '[]';

-- AlterTable
ALTER TABLE "ProductOrderItem" ADD COLUMN     "discounts" JSONB NOT NULL DEFAULT '[]';

-- CreateTable
CREATE TABLE "Promotion" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "provinceId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "layer" "DiscountLayer" NOT NULL,
    "reach" "PromotionReach" NOT NULL,
    "state" "PromotionState" NOT NULL DEFAULT 'open',
    "percentOffBp" INTEGER NOT NULL DEFAULT 0,
    "offFen" BIGINT NOT NULL DEFAULT 0,
    "months" INTEGER,
    "seatsFrom" INTEGER NOT NULL DEFAULT 1,
    "coversSetUp" BOOLEAN NOT NULL DEFAULT false,
    "addsToBundle" BOOLEAN NOT NULL DEFAULT false,
    "specificationCodes" TEXT[],
    "validFrom" DATE NOT NULL,
    "validTo" DATE NOT NULL,
    "budgetFen" BIGINT NOT NULL,
    "committedFen" BIGINT NOT NULL DEFAULT 0,
    "createdBy" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "Promotion_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "Coupon" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "promotionId" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "state" "CouponState" NOT NULL DEFAULT 'issued',
    "issuedBy" TEXT NOT NULL,
    "issuedAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Coupon_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "PromotionUse" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "promotionId" UUID NOT NULL,
    "orderId" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "couponId" UUID,
    "committedFen" BIGINT NOT NULL,
    "state" "PromotionUseState" NOT NULL DEFAULT 'held',
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "PromotionUse_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateIndex
CREATE INDEX "Promotion_platform_id_provinceId_state_validTo_idx" ON "Promotion"("platform_id", "provinceId", "state", "validTo");

-- CreateIndex
CREATE INDEX "Promotion_platform_id_createdAt_id_idx" ON "Promotion"("platform_id", "createdAt" DESC, "id");

-- CreateIndex
CREATE INDEX "Coupon_platform_id_customerId_state_issuedAt_id_idx" ON "Coupon"("platform_id", "customerId", "state", "issuedAt" DESC, "id");

-- CreateIndex
CREATE UNIQUE INDEX "Coupon_platform_id_code_key" ON "Coupon"("platform_id", "code");

-- CreateIndex
CREATE UNIQUE INDEX "Coupon_platform_id_promotionId_customerId_key" ON "Coupon"("platform_id", "promotionId", "customerId");

-- CreateIndex
CREATE INDEX "PromotionUse_platform_id_promotionId_at_id_idx" ON "PromotionUse"("platform_id", "promotionId", "at" DESC, "id");

-- CreateIndex
CREATE INDEX "PromotionUse_platform_id_customerId_idx" ON "PromotionUse"("platform_id", "customerId");

-- CreateIndex
CREATE UNIQUE INDEX "PromotionUse_platform_id_orderId_promotionId_key" ON "PromotionUse"("platform_id", "orderId", "promotionId");

-- AddForeignKey
ALTER TABLE "Coupon" ADD CONSTRAINT "Coupon_platform_id_promotionId_fkey" FOREIGN KEY ("platform_id", "promotionId") REFERENCES "Promotion"("platform_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PromotionUse" ADD CONSTRAINT "PromotionUse_platform_id_promotionId_fkey" FOREIGN KEY ("platform_id", "promotionId") REFERENCES "Promotion"("platform_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- New tenant tables need their guard.
SELECT portal.guard_all();

DO $$
DECLARE name text;
BEGIN
  EXECUTE 'CREATE POLICY duty ON "Promotion" AS RESTRICTIVE USING (portal.may_see_province("provinceId")) WITH CHECK (portal.may_see_province("provinceId"))';
  FOREACH name IN ARRAY ARRAY['Coupon','PromotionUse'] LOOP
    EXECUTE format('CREATE POLICY duty ON %1$I AS RESTRICTIVE USING (portal.duty_is_whole() OR EXISTS (SELECT FROM "Promotion" p WHERE p.platform_id = %1$I.platform_id AND p.id = %1$I."promotionId"))', name);
  END LOOP;
END $$;

-- SC8, SC16: a promotion takes off a share or a sum, and never promises more than its budget, however many order at once.
ALTER TABLE "Promotion"
  ADD CONSTRAINT "Promotion_off" CHECK (CASE WHEN layer = 'fixed' THEN "offFen" > 0 AND "percentOffBp" = 0 ELSE "percentOffBp" BETWEEN 1 AND 10000 AND "offFen" = 0 END),
  ADD CONSTRAINT "Promotion_months" CHECK (CASE WHEN months IS NULL THEN layer = 'contract' ELSE months BETWEEN 1 AND 36 END),
  ADD CONSTRAINT "Promotion_days" CHECK ("validFrom" <= "validTo"),
  ADD CONSTRAINT "Promotion_budget" CHECK ("committedFen" BETWEEN 0 AND "budgetFen");
ALTER TABLE "PromotionUse" ADD CONSTRAINT "PromotionUse_committed" CHECK ("committedFen" >= 0);

-- What was taken off a line is never invoiced, and is never given back to it.
ALTER TABLE "AppliedCustomerBillingRate" ADD CONSTRAINT "AppliedCustomerBillingRate_reduced" CHECK ("reducedFen" BETWEEN 0 AND greatest("grossFen", 0));
CREATE INDEX "AppliedCustomerBillingRate_promotion_idx" ON "AppliedCustomerBillingRate" (platform_id, "promotionId") WHERE "promotionId" IS NOT NULL;

CREATE OR REPLACE FUNCTION portal.keep_rate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF OLD."paidFen" <> 0 OR EXISTS (SELECT FROM "CustomerBill" b WHERE b.platform_id = OLD.platform_id AND b.id = OLD."billId" AND b."sentAt" IS NOT NULL) THEN
      RAISE EXCEPTION 'a charge that was paid or published does not go' USING ERRCODE = '42501';
    END IF;
    RETURN OLD;
  END IF;
  -- A charge may enter a bill, leave one that is not published, be paid and be credited; all else of it stands for ever.
  IF (NEW."grossFen", NEW."netFen", NEW."taxFen", NEW.ref, NEW.name, NEW.formula, NEW."customerId", NEW."usedById", NEW."periodFrom", NEW.kind, NEW."promotionId") IS DISTINCT FROM (OLD."grossFen", OLD."netFen", OLD."taxFen", OLD.ref, OLD.name, OLD.formula, OLD."customerId", OLD."usedById", OLD."periodFrom", OLD.kind, OLD."promotionId")
    OR NEW."reducedFen" < OLD."reducedFen"
    OR (NEW."billId" IS DISTINCT FROM OLD."billId" AND EXISTS (SELECT FROM "CustomerBill" b WHERE b.platform_id = OLD.platform_id AND b.id IN (OLD."billId", NEW."billId") AND b."sentAt" IS NOT NULL)) THEN
    RAISE EXCEPTION 'a charge does not change' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION portal.cap_fapiao() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE paid bigint; covered bigint;
BEGIN
  SELECT "paidFen" - "reducedFen" INTO paid FROM "AppliedCustomerBillingRate" WHERE platform_id = NEW.platform_id AND id = NEW."rateId" FOR UPDATE;
  SELECT coalesce(sum(p."grossFen"), 0) INTO covered FROM "FapiaoPart" p JOIN "Fapiao" f ON f.platform_id = p.platform_id AND f.id = p."fapiaoId"
    WHERE p.platform_id = NEW.platform_id AND p."rateId" = NEW."rateId" AND f.state NOT IN ('refused', 'redIssued');
  IF covered > coalesce(paid, 0) THEN RAISE EXCEPTION 'fapiao above what is paid: % of %', covered, paid USING ERRCODE = '23514', CONSTRAINT = 'FapiaoPart_paid'; END IF;
  RETURN NULL;
END $$;

-- Credits that were given before this: what they took off their lines.
UPDATE "AppliedCustomerBillingRate" r SET "reducedFen" = least(d.credit, greatest(r."grossFen", 0))
FROM (SELECT platform_id, "rateId", sum("creditFen") AS credit FROM "BillDispute" WHERE state = 'changed' AND "creditFen" > 0 GROUP BY 1, 2) d
WHERE r.platform_id = d.platform_id AND r.id = d."rateId";
