-- AlterTable
ALTER TABLE "AccountOpening" ADD COLUMN     "label" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "parentId" UUID;

-- AlterTable
ALTER TABLE "Customer" ADD COLUMN     "label" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "Membership" ADD COLUMN     "firstUsedAt" TIMESTAMPTZ(3);

-- Whoever is there has been told how to come in before there was a word for it.
UPDATE "Membership" SET "firstUsedAt" = "createdAt";

-- CreateIndex
CREATE INDEX "AccountOpening_platform_id_parentId_state_idx" ON "AccountOpening"("platform_id", "parentId", "state");

-- CreateIndex
CREATE INDEX "Customer_platform_id_parentId_label_id_idx" ON "Customer"("platform_id", "parentId", "label", "id");

-- AddForeignKey
ALTER TABLE "Customer" ADD CONSTRAINT "Customer_platform_id_parentId_fkey" FOREIGN KEY ("platform_id", "parentId") REFERENCES "Customer"("platform_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- PC3: one level. A parent has no parent, a child has no children, and nobody goes from one parent straight to another. The parent's row is
-- locked, so that of two that would make a second level at one moment the later sees the earlier.
CREATE FUNCTION portal.hold_one_level() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
  above uuid;
BEGIN
  IF NEW."parentId" IS NULL OR (TG_OP = 'UPDATE' AND NEW."parentId" = OLD."parentId") THEN RETURN NEW; END IF;
  SELECT "parentId" INTO above FROM "Customer" WHERE platform_id = NEW.platform_id AND id = NEW."parentId" FOR NO KEY UPDATE;
  IF above IS NOT NULL OR NEW."parentId" = NEW.id OR (TG_OP = 'UPDATE' AND OLD."parentId" IS NOT NULL)
    OR EXISTS (SELECT FROM "Customer" WHERE platform_id = NEW.platform_id AND "parentId" = NEW.id)
  THEN RAISE EXCEPTION 'Customer_one_level: accounts stand one level deep' USING ERRCODE = '23514', CONSTRAINT = 'Customer_one_level'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "Customer_one_level" BEFORE INSERT OR UPDATE OF "parentId" ON "Customer" FOR EACH ROW EXECUTE FUNCTION portal.hold_one_level();
