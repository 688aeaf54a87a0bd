-- CreateEnum
CREATE TYPE "TransferState" AS ENUM ('scheduled', 'done', 'undone', 'failed');

-- CreateEnum
CREATE TYPE "RelationshipChangeKind" AS ENUM ('join', 'leave');

-- CreateEnum
CREATE TYPE "RelationshipChangeState" AS ENUM ('asked', 'scheduled', 'done', 'refused', 'undone', 'lapsed', 'failed');

-- AlterEnum
ALTER TYPE "SeatEnd" ADD VALUE 'moved';

-- AlterTable
ALTER TABLE "SeatAssignment" ADD COLUMN     "providerUserId" UUID;

-- CreateTable
CREATE TABLE "ProductTransfer" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "productId" UUID NOT NULL,
    "parentId" UUID NOT NULL,
    "provinceId" TEXT NOT NULL,
    "fromCustomerId" UUID NOT NULL,
    "toCustomerId" UUID NOT NULL,
    "productName" TEXT NOT NULL,
    "monthlyFen" BIGINT NOT NULL,
    "state" "TransferState" NOT NULL DEFAULT 'scheduled',
    "effectiveOn" DATE NOT NULL,
    "askedAt" TIMESTAMPTZ(3) NOT NULL,
    "askedByName" TEXT NOT NULL,
    "endedAt" TIMESTAMPTZ(3),
    "endedByName" TEXT,
    "blockers" TEXT[] DEFAULT ARRAY[]::TEXT[],

    CONSTRAINT "ProductTransfer_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "RelationshipChange" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "kind" "RelationshipChangeKind" NOT NULL,
    "state" "RelationshipChangeState" NOT NULL,
    "parentId" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "provinceId" TEXT NOT NULL,
    "label" TEXT NOT NULL DEFAULT '',
    "isByParent" BOOLEAN NOT NULL,
    "effectiveOn" DATE NOT NULL,
    "askedAt" TIMESTAMPTZ(3) NOT NULL,
    "askedByName" TEXT NOT NULL,
    "decidedAt" TIMESTAMPTZ(3),
    "decidedByName" TEXT,
    "endedAt" TIMESTAMPTZ(3),
    "blockers" TEXT[] DEFAULT ARRAY[]::TEXT[],

    CONSTRAINT "RelationshipChange_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "JoinCode" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "provinceId" TEXT NOT NULL,
    "codeHash" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "createdByName" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "JoinCode_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateIndex
CREATE INDEX "ProductTransfer_platform_id_productId_effectiveOn_idx" ON "ProductTransfer"("platform_id", "productId", "effectiveOn");

-- CreateIndex
CREATE INDEX "ProductTransfer_platform_id_state_effectiveOn_idx" ON "ProductTransfer"("platform_id", "state", "effectiveOn");

-- CreateIndex
CREATE INDEX "ProductTransfer_platform_id_fromCustomerId_effectiveOn_idx" ON "ProductTransfer"("platform_id", "fromCustomerId", "effectiveOn");

-- CreateIndex
CREATE INDEX "ProductTransfer_platform_id_toCustomerId_effectiveOn_idx" ON "ProductTransfer"("platform_id", "toCustomerId", "effectiveOn");

-- CreateIndex
CREATE INDEX "ProductTransfer_platform_id_parentId_id_idx" ON "ProductTransfer"("platform_id", "parentId", "id" DESC);

-- CreateIndex
CREATE INDEX "RelationshipChange_platform_id_state_effectiveOn_idx" ON "RelationshipChange"("platform_id", "state", "effectiveOn");

-- CreateIndex
CREATE INDEX "RelationshipChange_platform_id_customerId_id_idx" ON "RelationshipChange"("platform_id", "customerId", "id" DESC);

-- CreateIndex
CREATE INDEX "RelationshipChange_platform_id_parentId_id_idx" ON "RelationshipChange"("platform_id", "parentId", "id" DESC);

-- CreateIndex
CREATE INDEX "JoinCode_platform_id_customerId_id_idx" ON "JoinCode"("platform_id", "customerId", "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "JoinCode_platform_id_codeHash_key" ON "JoinCode"("platform_id", "codeHash");

-- AddForeignKey
ALTER TABLE "ProductTransfer" ADD CONSTRAINT "ProductTransfer_platform_id_productId_fkey" FOREIGN KEY ("platform_id", "productId") REFERENCES "Product"("platform_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- New tenant tables need their guard.
SELECT portal.guard_all();

CREATE POLICY duty ON "ProductTransfer" AS RESTRICTIVE USING (portal.may_see_province("provinceId")) WITH CHECK (portal.may_see_province("provinceId"));
CREATE POLICY duty ON "RelationshipChange" AS RESTRICTIVE USING (portal.may_see_province("provinceId")) WITH CHECK (portal.may_see_province("provinceId"));
CREATE POLICY duty ON "JoinCode" AS RESTRICTIVE USING (portal.may_see_province("provinceId")) WITH CHECK (portal.may_see_province("provinceId"));

-- One way at a time.
CREATE UNIQUE INDEX "ProductTransfer_one_scheduled" ON "ProductTransfer" (platform_id, "productId") WHERE state = 'scheduled';
CREATE UNIQUE INDEX "RelationshipChange_one_open" ON "RelationshipChange" (platform_id, "customerId") WHERE state IN ('asked', 'scheduled');

-- Bills of past periods ask whose a product was: what is done stays as it is.
CREATE FUNCTION portal.keep_transfer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state <> 'scheduled' OR (NEW."productId", NEW."fromCustomerId", NEW."toCustomerId", NEW."effectiveOn") IS DISTINCT FROM (OLD."productId", OLD."fromCustomerId", OLD."toCustomerId", OLD."effectiveOn")
  THEN RAISE EXCEPTION 'ProductTransfer_kept: what became of a transfer is kept' USING ERRCODE = '42501'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER keep_transfer BEFORE UPDATE ON "ProductTransfer" FOR EACH ROW EXECUTE FUNCTION portal.keep_transfer();
REVOKE DELETE, TRUNCATE ON "ProductTransfer", "RelationshipChange" FROM kdsw_app;
