-- CreateEnum
CREATE TYPE "FundDirection" AS ENUM ('down', 'back');

-- AlterEnum
ALTER TYPE "JournalKind" ADD VALUE 'move';

-- AlterEnum
ALTER TYPE "LedgerAccountKind" ADD VALUE 'fundTransfer';

-- CreateTable
CREATE TABLE "FundMove" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "parentId" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "provinceId" TEXT NOT NULL,
    "direction" "FundDirection" NOT NULL,
    "amountFen" BIGINT NOT NULL,
    "byName" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "FundMove_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateIndex
CREATE INDEX "FundMove_platform_id_customerId_id_idx" ON "FundMove"("platform_id", "customerId", "id");

-- CreateIndex
CREATE INDEX "FundMove_platform_id_parentId_id_idx" ON "FundMove"("platform_id", "parentId", "id");

-- New tenant tables need their guard.
SELECT portal.guard_all();

ALTER TABLE "FundMove" ADD CONSTRAINT "FundMove_positive" CHECK ("amountFen" > 0);
CREATE POLICY duty ON "FundMove" AS RESTRICTIVE USING (portal.may_see_province("provinceId")) WITH CHECK (portal.may_see_province("provinceId"));
-- What was moved stays as it was written.
REVOKE UPDATE, DELETE, TRUNCATE ON "FundMove" FROM kdsw_app;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "FundMove" FOR EACH ROW EXECUTE FUNCTION portal.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON "FundMove" FOR EACH STATEMENT EXECUTE FUNCTION portal.refuse_change();
