-- CreateEnum
CREATE TYPE "PolicyKind" AS ENUM ('privacy', 'terms');

-- CreateEnum
CREATE TYPE "PrivacySubject" AS ENUM ('privacyPolicy', 'termsOfService', 'offers', 'push');

-- CreateEnum
CREATE TYPE "PrivacyAct" AS ENUM ('given', 'withdrawn');

-- CreateEnum
CREATE TYPE "PrivacyWay" AS ENUM ('opening', 'signIn', 'ownPage', 'device');

-- AlterTable
ALTER TABLE "Session" ADD COLUMN     "policiesPutOffAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "AccountOpening" ADD COLUMN     "agreement" JSONB;

-- CreateTable
CREATE TABLE "PolicyText" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "kind" "PolicyKind" NOT NULL,
    "policyVersion" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "summary" TEXT NOT NULL,
    "isMaterial" BOOLEAN NOT NULL,
    "validFrom" TIMESTAMPTZ(3) NOT NULL,
    "contentHash" TEXT NOT NULL DEFAULT '',
    "note" TEXT NOT NULL DEFAULT '',
    "writerIds" TEXT[],
    "writtenBy" TEXT NOT NULL DEFAULT '',
    "releasedById" TEXT NOT NULL DEFAULT '',
    "releasedBy" TEXT NOT NULL DEFAULT '',
    "releasedAt" TIMESTAMPTZ(3) NOT NULL,
    "withdrawnAt" TIMESTAMPTZ(3),
    "withdrawnBy" TEXT,

    CONSTRAINT "PolicyText_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "PolicyDraft" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "kind" "PolicyKind" NOT NULL,
    "note" TEXT NOT NULL,
    "basedOn" INTEGER NOT NULL,
    "state" "DraftState" NOT NULL DEFAULT 'open',
    "title" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "summary" TEXT NOT NULL,
    "isMaterial" BOOLEAN NOT NULL,
    "contentHash" TEXT NOT NULL,
    "writerIds" TEXT[],
    "writers" TEXT[],
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "submittedAt" TIMESTAMPTZ(3),
    "releasedVersion" INTEGER,
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "PolicyDraft_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "PolicyTelling" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "policyTextId" UUID NOT NULL,
    "cursor" UUID,
    "told" INTEGER NOT NULL DEFAULT 0,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "PolicyTelling_pkey" PRIMARY KEY ("platform_id","policyTextId")
);

-- CreateTable
CREATE TABLE "PartyPrivacyAgreement" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "subject" "PrivacySubject" NOT NULL,
    "sequence" INTEGER NOT NULL,
    "act" "PrivacyAct" NOT NULL,
    "policyVersion" INTEGER NOT NULL,
    "way" "PrivacyWay" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "ip" TEXT NOT NULL,

    CONSTRAINT "PartyPrivacyAgreement_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "PolicyText_platform_id_kind_policyVersion_key" ON "PolicyText"("platform_id", "kind", "policyVersion");

-- CreateIndex
CREATE INDEX "PolicyDraft_platform_id_state_createdAt_id_idx" ON "PolicyDraft"("platform_id", "state", "createdAt" DESC, "id");

-- CreateIndex
CREATE INDEX "PartyPrivacyAgreement_platform_id_personId_at_id_idx" ON "PartyPrivacyAgreement"("platform_id", "personId", "at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "PartyPrivacyAgreement_platform_id_subject_policyVersion_idx" ON "PartyPrivacyAgreement"("platform_id", "subject", "policyVersion");

-- CreateIndex
CREATE UNIQUE INDEX "PartyPrivacyAgreement_platform_id_personId_subject_sequence_key" ON "PartyPrivacyAgreement"("platform_id", "personId", "subject", "sequence");

-- New tenant tables need their guard.
SELECT portal.guard_all();

-- DP5: what everybody agrees to stands as two people released it: none of those who wrote it is the one who released it, and it never changes.
ALTER TABLE "PolicyText" ADD CONSTRAINT "PolicyText_two_people" CHECK ("releasedById" <> ALL ("writerIds"));
CREATE TRIGGER keep_release BEFORE UPDATE OR DELETE ON "PolicyText" FOR EACH ROW EXECUTE FUNCTION portal.keep_release();

-- Who wrote in a draft stays among its writers, and what was released of it or given up is not written again.
CREATE FUNCTION portal.keep_policy_draft() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT (NEW."writerIds" @> OLD."writerIds") OR OLD.state IN ('released', 'discarded') THEN
    RAISE EXCEPTION 'a draft keeps its writers, and its end' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER keep_policy_draft BEFORE UPDATE ON "PolicyDraft" FOR EACH ROW EXECUTE FUNCTION portal.keep_policy_draft();
REVOKE DELETE, TRUNCATE ON "PolicyDraft" FROM kdsw_app;

-- A person's word is proof: another is a row beside it.
REVOKE UPDATE, DELETE, TRUNCATE ON "PartyPrivacyAgreement" FROM kdsw_app;

-- Whoever is told in a browser switched that on themselves; that was their word, before there was a table for it.
INSERT INTO "PartyPrivacyAgreement" (platform_id, id, "personId", subject, sequence, act, "policyVersion", way, at, ip)
  SELECT platform_id, gen_random_uuid(), "personId", 'push', 1, 'given', 0, 'device', min("createdAt"), '' FROM "PushSubscription" GROUP BY platform_id, "personId";
