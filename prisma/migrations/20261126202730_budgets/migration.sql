-- CreateEnum
CREATE TYPE "BudgetKind" AS ENUM ('company', 'child', 'product', 'tag');

-- AlterTable
ALTER TABLE "Product" ADD COLUMN     "tag" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "Budget" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "kind" "BudgetKind" NOT NULL,
    "target" TEXT NOT NULL,
    "amountFen" BIGINT NOT NULL,
    "toldFor" DATE,
    "toldLevel" INTEGER,
    "changedBy" TEXT NOT NULL,
    "changedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Budget_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Budget_platform_id_customerId_kind_target_key" ON "Budget"("platform_id", "customerId", "kind", "target");

-- New tenant tables need their guard.
SELECT portal.guard_all();

CREATE POLICY duty ON "Budget" AS RESTRICTIVE USING (portal.duty_is_whole() OR EXISTS (SELECT FROM "Customer" c WHERE c.platform_id = "Budget".platform_id AND c.id = "Budget"."customerId"));
ALTER TABLE "Budget" ADD CONSTRAINT "Budget_amount" CHECK ("amountFen" > 0);
