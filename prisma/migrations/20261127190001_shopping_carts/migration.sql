-- AlterTable
ALTER TABLE "ProductOrder" ADD COLUMN     "groupNumber" TEXT;

-- CreateTable
CREATE TABLE "ShoppingCart" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "provinceId" TEXT NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "groupNumber" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "changedAt" TIMESTAMPTZ(3) NOT NULL,
    "changedByName" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "ShoppingCart_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "CartItem" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "cartId" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "offeringCode" TEXT NOT NULL,
    "seats" INTEGER NOT NULL,
    "facts" JSONB NOT NULL,
    "optionalParts" TEXT[],
    "note" TEXT NOT NULL DEFAULT '',
    "seenMonthlyFen" BIGINT NOT NULL,
    "seenCeilingFen" BIGINT NOT NULL,
    "addedAt" TIMESTAMPTZ(3) NOT NULL,
    "addedByName" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "groupNumber" TEXT,
    "refusal" JSONB,
    "orderId" UUID,

    CONSTRAINT "CartItem_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "CartLink" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "cartId" UUID NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "createdByName" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "CartLink_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateIndex
CREATE INDEX "ShoppingCart_platform_id_customerId_changedAt_id_idx" ON "ShoppingCart"("platform_id", "customerId", "changedAt" DESC, "id");

-- CreateIndex
CREATE INDEX "CartItem_platform_id_cartId_id_idx" ON "CartItem"("platform_id", "cartId", "id");

-- CreateIndex
CREATE INDEX "CartItem_platform_id_groupNumber_id_idx" ON "CartItem"("platform_id", "groupNumber", "id");

-- CreateIndex
CREATE INDEX "CartItem_platform_id_customerId_idx" ON "CartItem"("platform_id", "customerId");

-- CreateIndex
CREATE UNIQUE INDEX "CartItem_platform_id_orderId_key" ON "CartItem"("platform_id", "orderId");

-- CreateIndex
CREATE INDEX "CartLink_platform_id_cartId_endedAt_idx" ON "CartLink"("platform_id", "cartId", "endedAt");

-- CreateIndex
CREATE UNIQUE INDEX "CartLink_platform_id_tokenHash_key" ON "CartLink"("platform_id", "tokenHash");

-- AddForeignKey
ALTER TABLE "CartItem" ADD CONSTRAINT "CartItem_platform_id_cartId_fkey" FOREIGN KEY ("platform_id", "cartId") REFERENCES "ShoppingCart"("platform_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CartLink" ADD CONSTRAINT "CartLink_platform_id_cartId_fkey" FOREIGN KEY ("platform_id", "cartId") REFERENCES "ShoppingCart"("platform_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- New tenant tables need their guard.
SELECT portal.guard_all();

CREATE POLICY duty ON "ShoppingCart" AS RESTRICTIVE USING (portal.may_see_province("provinceId")) WITH CHECK (portal.may_see_province("provinceId"));
-- One cart without a name an account: the one that things are put into.
CREATE UNIQUE INDEX "ShoppingCart_one_unnamed" ON "ShoppingCart" ("platform_id", "customerId") WHERE "name" = '';
-- One link to a cart at a time.
CREATE UNIQUE INDEX "CartLink_one_in_force" ON "CartLink" ("platform_id", "cartId") WHERE "endedAt" IS NULL;
ALTER TABLE "CartItem" ADD CONSTRAINT "CartItem_seats" CHECK ("seats" > 0);
-- Few orders come out of a cart, so that the others weigh nothing here.
CREATE INDEX "ProductOrder_group" ON "ProductOrder" ("platform_id", "groupNumber", "id") WHERE "groupNumber" IS NOT NULL;
