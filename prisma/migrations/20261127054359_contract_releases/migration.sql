-- AlterTable
ALTER TABLE "ContractText" ADD COLUMN     "contentHash" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "note" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "releasedAt" TIMESTAMPTZ(3),
ADD COLUMN     "releasedBy" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "withdrawnAt" TIMESTAMPTZ(3),
ADD COLUMN     "withdrawnBy" TEXT,
ADD COLUMN     "writtenBy" TEXT NOT NULL DEFAULT '';

UPDATE "ContractText" SET "releasedAt" = "validFrom";
ALTER TABLE "ContractText" ALTER COLUMN "releasedAt" SET NOT NULL;

-- CreateTable
CREATE TABLE "ContractDraft" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "note" TEXT NOT NULL,
    "basedOn" INTEGER NOT NULL,
    "state" "DraftState" NOT NULL DEFAULT 'open',
    "title" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "contentHash" TEXT NOT NULL,
    "writerIds" TEXT[],
    "writers" TEXT[],
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "submittedAt" TIMESTAMPTZ(3),
    "releasedVersion" INTEGER,
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "ContractDraft_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateIndex
CREATE INDEX "ContractDraft_platform_id_state_createdAt_id_idx" ON "ContractDraft"("platform_id", "state", "createdAt" DESC, "id");

-- CreateIndex
CREATE INDEX "ContractText_platform_id_validFrom_contractVersion_idx" ON "ContractText"("platform_id", "validFrom" DESC, "contractVersion" DESC);

-- New tenant tables need their guard.
SELECT portal.guard_all();

-- OR14, promise 47: a text that companies agree to stands as two people released it.
CREATE TRIGGER keep_release BEFORE UPDATE OR DELETE ON "ContractText" FOR EACH ROW EXECUTE FUNCTION portal.keep_release();
