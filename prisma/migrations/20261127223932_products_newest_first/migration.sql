-- DropIndex
DROP INDEX "Product_platform_id_state_customerId_idx";

-- CreateIndex
CREATE INDEX "Product_platform_id_state_customerId_createdAt_id_idx" ON "Product"("platform_id", "state", "customerId", "createdAt" DESC, "id" DESC);

-- New tenant tables need their guard.
SELECT portal.guard_all();
