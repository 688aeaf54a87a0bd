-- AlterTable
ALTER TABLE "ProductOrder" ADD COLUMN     "clientId" UUID,
ADD COLUMN     "externalId" TEXT;

-- CreateTable
CREATE TABLE "ApiClient" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "clientId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "secretHash" TEXT NOT NULL,
    "secretMadeAt" TIMESTAMPTZ(3) NOT NULL,
    "oldSecretHash" TEXT,
    "oldSecretUntil" TIMESTAMPTZ(3),
    "scopes" TEXT[],
    "provinceIds" TEXT[],
    "suspendedAt" TIMESTAMPTZ(3),
    "createdBy" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "lastTokenAt" TIMESTAMPTZ(3),

    CONSTRAINT "ApiClient_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "ApiCall" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "clientId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "method" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "status" INTEGER NOT NULL,
    "tookMs" INTEGER NOT NULL,
    "ip" TEXT NOT NULL,
    "requestId" TEXT NOT NULL,

    CONSTRAINT "ApiCall_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateIndex
CREATE INDEX "ApiClient_platform_id_createdAt_id_idx" ON "ApiClient"("platform_id", "createdAt" DESC, "id");

-- CreateIndex
CREATE UNIQUE INDEX "ApiClient_platform_id_clientId_key" ON "ApiClient"("platform_id", "clientId");

-- CreateIndex
CREATE INDEX "ApiCall_platform_id_clientId_id_idx" ON "ApiCall"("platform_id", "clientId", "id" DESC);

-- CreateIndex
CREATE INDEX "Product_platform_id_orderId_idx" ON "Product"("platform_id", "orderId");

-- CreateIndex
CREATE INDEX "Product_platform_id_createdAt_id_idx" ON "Product"("platform_id", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Product_platform_id_state_id_idx" ON "Product"("platform_id", "state", "id");

-- CreateIndex
CREATE INDEX "Product_platform_id_offeringCode_idx" ON "Product"("platform_id", "offeringCode");

-- CreateIndex
CREATE INDEX "ProductOrder_platform_id_state_id_idx" ON "ProductOrder"("platform_id", "state", "id");

-- CreateIndex
CREATE INDEX "ProductOrder_platform_id_createdAt_id_idx" ON "ProductOrder"("platform_id", "createdAt", "id");

-- CreateIndex
CREATE INDEX "ProductOrder_platform_id_externalId_idx" ON "ProductOrder"("platform_id", "externalId");

-- CreateIndex
CREATE INDEX "ProductOrder_platform_id_agentId_id_idx" ON "ProductOrder"("platform_id", "agentId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "ProductOrder_platform_id_clientId_externalId_key" ON "ProductOrder"("platform_id", "clientId", "externalId");

-- CreateIndex
CREATE INDEX "ProductOrderItem_platform_id_offeringCode_idx" ON "ProductOrderItem"("platform_id", "offeringCode");

-- CreateIndex
CREATE INDEX "ProductOrderItem_platform_id_productId_idx" ON "ProductOrderItem"("platform_id", "productId");

-- AddForeignKey
ALTER TABLE "ApiCall" ADD CONSTRAINT "ApiCall_platform_id_clientId_fkey" FOREIGN KEY ("platform_id", "clientId") REFERENCES "ApiClient"("platform_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- New tenant tables need their guard.
SELECT portal.guard_all();

-- The call log is append-only: also refused to the owner, so that a script cannot slip.
REVOKE UPDATE, DELETE, TRUNCATE ON "ApiCall" FROM kdsw_app;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "ApiCall" FOR EACH ROW EXECUTE FUNCTION portal.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON "ApiCall" FOR EACH STATEMENT EXECUTE FUNCTION portal.refuse_change();
