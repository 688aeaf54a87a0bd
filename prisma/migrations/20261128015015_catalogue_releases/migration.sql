-- CreateEnum
CREATE TYPE "CatalogueEventKind" AS ENUM ('created', 'drafted', 'submitted', 'recalled', 'discarded', 'sentBack', 'released', 'withdrawn', 'started', 'stopped', 'resumed', 'retired');

-- AlterTable
ALTER TABLE "ProductSpecification" ADD COLUMN     "catalogueVersion" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "CatalogueDraft" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "specificationId" UUID NOT NULL,
    "note" TEXT NOT NULL,
    "basedOn" INTEGER NOT NULL,
    "state" "DraftState" NOT NULL DEFAULT 'open',
    "content" JSONB NOT NULL,
    "contentHash" TEXT NOT NULL,
    "writerIds" TEXT[],
    "writers" TEXT[],
    "sentBackReason" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "submittedAt" TIMESTAMPTZ(3),
    "releasedVersion" INTEGER,
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "CatalogueDraft_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "CatalogueVersion" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "specificationId" UUID NOT NULL,
    "catalogueVersion" INTEGER NOT NULL,
    "content" JSONB NOT NULL,
    "contentHash" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "writtenBy" TEXT NOT NULL,
    "releasedBy" TEXT NOT NULL,
    "releasedAt" TIMESTAMPTZ(3) NOT NULL,
    "startsOn" DATE NOT NULL,
    "appliedAt" TIMESTAMPTZ(3),
    "withdrawnAt" TIMESTAMPTZ(3),
    "withdrawnBy" TEXT,

    CONSTRAINT "CatalogueVersion_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "CatalogueEvent" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "specificationId" UUID NOT NULL,
    "kind" "CatalogueEventKind" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "byName" TEXT NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "catalogueVersion" INTEGER,

    CONSTRAINT "CatalogueEvent_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateIndex
CREATE INDEX "CatalogueDraft_platform_id_specificationId_createdAt_id_idx" ON "CatalogueDraft"("platform_id", "specificationId", "createdAt" DESC, "id");

-- CreateIndex
CREATE INDEX "CatalogueDraft_platform_id_state_specificationId_idx" ON "CatalogueDraft"("platform_id", "state", "specificationId");

-- CreateIndex
CREATE UNIQUE INDEX "CatalogueVersion_platform_id_specificationId_catalogueVersi_key" ON "CatalogueVersion"("platform_id", "specificationId", "catalogueVersion");

-- CreateIndex
CREATE INDEX "CatalogueEvent_platform_id_specificationId_at_id_idx" ON "CatalogueEvent"("platform_id", "specificationId", "at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "ProductSpecification_platform_id_productClass_sort_id_idx" ON "ProductSpecification"("platform_id", "productClass", "sort", "id");

-- AddForeignKey
ALTER TABLE "CatalogueDraft" ADD CONSTRAINT "CatalogueDraft_platform_id_specificationId_fkey" FOREIGN KEY ("platform_id", "specificationId") REFERENCES "ProductSpecification"("platform_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CatalogueVersion" ADD CONSTRAINT "CatalogueVersion_platform_id_specificationId_fkey" FOREIGN KEY ("platform_id", "specificationId") REFERENCES "ProductSpecification"("platform_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CatalogueEvent" ADD CONSTRAINT "CatalogueEvent_platform_id_specificationId_fkey" FOREIGN KEY ("platform_id", "specificationId") REFERENCES "ProductSpecification"("platform_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- New tenant tables need their guard.
SELECT portal.guard_all();

-- SC12: of two who begin a draft of a product at once, one finds the other's.
CREATE UNIQUE INDEX "CatalogueDraft_one_at_a_time" ON "CatalogueDraft" (platform_id, "specificationId") WHERE state IN ('open', 'submitted');
-- One released version waits for its day at most, since the next would be made from what is not yet sold.
CREATE UNIQUE INDEX "CatalogueVersion_one_waits" ON "CatalogueVersion" (platform_id, "specificationId") WHERE "appliedAt" IS NULL AND "withdrawnAt" IS NULL;
CREATE INDEX "CatalogueVersion_waiting" ON "CatalogueVersion" (platform_id, "startsOn") WHERE "appliedAt" IS NULL AND "withdrawnAt" IS NULL;

-- BO6: what two people released stands. Only its beginning or its withdrawal is added, once.
CREATE FUNCTION portal.keep_catalogue_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'a released version does not go' USING ERRCODE = '42501'; END IF;
  IF to_jsonb(OLD) - '{appliedAt,withdrawnAt,withdrawnBy}'::text[] IS DISTINCT FROM to_jsonb(NEW) - '{appliedAt,withdrawnAt,withdrawnBy}'::text[] OR OLD."appliedAt" IS NOT NULL OR OLD."withdrawnAt" IS NOT NULL THEN
    RAISE EXCEPTION 'a released version does not change' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER keep_release BEFORE UPDATE OR DELETE ON "CatalogueVersion" FOR EACH ROW EXECUTE FUNCTION portal.keep_catalogue_version();

-- SC7: a price is followed by another version and never changed; only whether it is open for sale in its province may.
CREATE FUNCTION portal.keep_price() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'a price does not go' USING ERRCODE = '42501'; END IF;
  IF to_jsonb(OLD) - 'isOnSale' IS DISTINCT FROM to_jsonb(NEW) - 'isOnSale' THEN RAISE EXCEPTION 'a price does not change' USING ERRCODE = '42501'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER keep_price BEFORE UPDATE OR DELETE ON "ProductOfferingPrice" FOR EACH ROW EXECUTE FUNCTION portal.keep_price();

-- The log is only ever added to.
REVOKE UPDATE, DELETE ON "CatalogueEvent" FROM kdsw_app;
