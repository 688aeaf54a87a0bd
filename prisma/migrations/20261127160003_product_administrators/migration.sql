-- AlterEnum
ALTER TYPE "ServiceOperation" ADD VALUE 'administrator';

-- AlterTable
ALTER TABLE "ServiceOrder" ADD COLUMN "administratorId" UUID;

-- CreateTable
CREATE TABLE "ProductAdministrator" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "productId" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "provinceId" TEXT NOT NULL,
    "userId" UUID NOT NULL,
    "appointedAt" TIMESTAMPTZ(3) NOT NULL,
    "appointedByName" TEXT NOT NULL,
    "endedAt" TIMESTAMPTZ(3),
    "endedByName" TEXT,

    CONSTRAINT "ProductAdministrator_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateIndex
CREATE INDEX "ProductAdministrator_platform_id_productId_id_idx" ON "ProductAdministrator"("platform_id", "productId", "id" DESC);

-- CreateIndex
CREATE INDEX "ProductAdministrator_platform_id_userId_endedAt_idx" ON "ProductAdministrator"("platform_id", "userId", "endedAt");

-- CreateIndex
CREATE INDEX "ServiceOrder_platform_id_administratorId_idx" ON "ServiceOrder"("platform_id", "administratorId");

-- AddForeignKey
ALTER TABLE "ProductAdministrator" ADD CONSTRAINT "ProductAdministrator_platform_id_userId_fkey" FOREIGN KEY ("platform_id", "userId") REFERENCES "EnterpriseUser"("platform_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- New tenant tables need their guard.
SELECT portal.guard_all();

CREATE POLICY duty ON "ProductAdministrator" AS RESTRICTIVE USING (portal.may_see_province("provinceId")) WITH CHECK (portal.may_see_province("provinceId"));
-- One at a time, and who it was when is never written anew.
CREATE UNIQUE INDEX "ProductAdministrator_one_now" ON "ProductAdministrator" (platform_id, "productId") WHERE "endedAt" IS NULL;
ALTER TABLE "ProductAdministrator" ADD CONSTRAINT "ProductAdministrator_ended_whole" CHECK (("endedAt" IS NULL) = ("endedByName" IS NULL));
REVOKE UPDATE, DELETE, TRUNCATE ON "ProductAdministrator" FROM kdsw_app;
GRANT UPDATE ("endedAt", "endedByName") ON "ProductAdministrator" TO kdsw_app;
