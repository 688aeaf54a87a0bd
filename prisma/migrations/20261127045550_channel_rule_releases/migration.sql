-- CreateEnum
CREATE TYPE "DraftState" AS ENUM ('open', 'submitted', 'released', 'discarded');

-- CreateEnum
CREATE TYPE "ReplayState" AS ENUM ('running', 'done');

-- AlterTable
ALTER TABLE "ProductOrder" ADD COLUMN     "channelFacts" JSONB;

-- AlterTable
ALTER TABLE "ChannelRuleSet" ADD COLUMN     "cases" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "contentHash" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "copyOf" INTEGER,
ADD COLUMN     "note" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "releasedAt" TIMESTAMPTZ(3),
ADD COLUMN     "withdrawnAt" TIMESTAMPTZ(3),
ADD COLUMN     "withdrawnBy" TEXT,
ADD COLUMN     "writtenBy" TEXT NOT NULL DEFAULT '';

UPDATE "ChannelRuleSet" SET "releasedAt" = "validFrom";
ALTER TABLE "ChannelRuleSet" ALTER COLUMN "releasedAt" SET NOT NULL;

-- CreateTable
CREATE TABLE "ChannelRuleDraft" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "basedOn" INTEGER NOT NULL,
    "state" "DraftState" NOT NULL DEFAULT 'open',
    "rules" JSONB NOT NULL,
    "cases" JSONB NOT NULL,
    "contentHash" TEXT NOT NULL,
    "writerIds" TEXT[],
    "writers" TEXT[],
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "submittedAt" TIMESTAMPTZ(3),
    "releasedVersion" INTEGER,
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "ChannelRuleDraft_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "ChannelRuleReplay" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "draftId" UUID NOT NULL,
    "contentHash" TEXT NOT NULL,
    "rules" JSONB NOT NULL,
    "state" "ReplayState" NOT NULL DEFAULT 'running',
    "ordersFrom" TIMESTAMPTZ(3) NOT NULL,
    "ordersTo" TIMESTAMPTZ(3) NOT NULL,
    "total" INTEGER NOT NULL,
    "done" INTEGER NOT NULL DEFAULT 0,
    "withoutFacts" INTEGER NOT NULL DEFAULT 0,
    "changed" INTEGER NOT NULL DEFAULT 0,
    "groups" JSONB NOT NULL DEFAULT '[]',
    "lastOrderId" UUID,
    "startedBy" TEXT NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "stepAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ChannelRuleReplay_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateIndex
CREATE INDEX "ChannelRuleDraft_platform_id_state_createdAt_id_idx" ON "ChannelRuleDraft"("platform_id", "state", "createdAt" DESC, "id");

-- CreateIndex
CREATE INDEX "ChannelRuleReplay_platform_id_draftId_startedAt_idx" ON "ChannelRuleReplay"("platform_id", "draftId", "startedAt" DESC);

-- CreateIndex
CREATE INDEX "ChannelRuleReplay_platform_id_state_stepAt_idx" ON "ChannelRuleReplay"("platform_id", "state", "stepAt");

-- CreateIndex
CREATE INDEX "ChannelRuleSet_platform_id_validFrom_ruleSetVersion_idx" ON "ChannelRuleSet"("platform_id", "validFrom" DESC, "ruleSetVersion" DESC);

-- AddForeignKey
ALTER TABLE "ChannelRuleReplay" ADD CONSTRAINT "ChannelRuleReplay_platform_id_draftId_fkey" FOREIGN KEY ("platform_id", "draftId") REFERENCES "ChannelRuleDraft"("platform_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- New tenant tables need their guard.
SELECT portal.guard_all();

-- BO5: one replay of a draft at a time, however many ask for it at once.
CREATE UNIQUE INDEX "ChannelRuleReplay_one_running" ON "ChannelRuleReplay" (platform_id, "draftId") WHERE state = 'running';

-- BO5, promise 47: what two people released stands for ever; only that it was withdrawn before it began may be added, once.
CREATE FUNCTION portal.keep_release() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'a released version does not go' USING ERRCODE = '42501'; END IF;
  IF to_jsonb(OLD) - '{withdrawnAt,withdrawnBy}'::text[] IS DISTINCT FROM to_jsonb(NEW) - '{withdrawnAt,withdrawnBy}'::text[] OR OLD."withdrawnAt" IS NOT NULL THEN
    RAISE EXCEPTION 'a released version does not change' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER keep_release BEFORE UPDATE OR DELETE ON "ChannelRuleSet" FOR EACH ROW EXECUTE FUNCTION portal.keep_release();
