-- AlterTable
ALTER TABLE "CustomerBill" ADD COLUMN     "payerId" UUID;

-- AlterTable
ALTER TABLE "AppliedCustomerBillingRate" ADD COLUMN     "payerId" UUID;

-- AlterTable
ALTER TABLE "Hold" ADD COLUMN     "payerId" UUID;

-- CreateTable
CREATE TABLE "ChildPayer" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "parentId" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "provinceId" TEXT NOT NULL,
    "isParent" BOOLEAN NOT NULL,
    "fromPeriod" DATE NOT NULL,
    "setAt" TIMESTAMPTZ(3) NOT NULL,
    "setByName" TEXT NOT NULL,

    CONSTRAINT "ChildPayer_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateIndex
CREATE INDEX "ChildPayer_platform_id_customerId_fromPeriod_setAt_idx" ON "ChildPayer"("platform_id", "customerId", "fromPeriod" DESC, "setAt" DESC);

-- CreateIndex
CREATE INDEX "ChildPayer_platform_id_parentId_id_idx" ON "ChildPayer"("platform_id", "parentId", "id");

-- CreateIndex
CREATE INDEX "CustomerBill_platform_id_payerId_periodFrom_id_idx" ON "CustomerBill"("platform_id", "payerId", "periodFrom" DESC, "id");

-- New tenant tables need their guard.
SELECT portal.guard_all();

CREATE POLICY duty ON "ChildPayer" AS RESTRICTIVE USING (portal.may_see_province("provinceId")) WITH CHECK (portal.may_see_province("provinceId"));
-- Another word is another row.
REVOKE UPDATE, DELETE, TRUNCATE ON "ChildPayer" FROM kdsw_app;
