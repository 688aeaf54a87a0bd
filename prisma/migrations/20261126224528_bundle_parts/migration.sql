-- AlterEnum
ALTER TYPE "ChangeKind" ADD VALUE 'bundleBreak';
ALTER TYPE "ChangeKind" ADD VALUE 'end';

-- AlterTable
ALTER TABLE "Product" ADD COLUMN     "bundleId" UUID;

-- AlterTable
ALTER TABLE "ProductOrderItem" ADD COLUMN     "notionalWeight" INTEGER,
ADD COLUMN     "parentItemId" UUID;

-- CreateIndex
CREATE INDEX "Product_platform_id_bundleId_idx" ON "Product"("platform_id", "bundleId");

-- CreateIndex
CREATE INDEX "ProductChange_platform_id_customerId_effectiveOn_idx" ON "ProductChange"("platform_id", "customerId", "effectiveOn");

-- AddForeignKey
ALTER TABLE "Product" ADD CONSTRAINT "Product_platform_id_bundleId_fkey" FOREIGN KEY ("platform_id", "bundleId") REFERENCES "Product"("platform_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- New tenant tables need their guard.
SELECT portal.guard_all();
