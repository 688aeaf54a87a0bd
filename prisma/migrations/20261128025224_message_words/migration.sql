-- AlterTable
ALTER TABLE "Person" ADD COLUMN     "locale" TEXT NOT NULL DEFAULT 'zh-CN';

-- AlterTable
ALTER TABLE "Notification" ADD COLUMN     "made" TEXT;

-- CreateTable
CREATE TABLE "MessageWords" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "provinceId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "changedBy" TEXT NOT NULL,
    "changedAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "MessageWords_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateIndex
CREATE INDEX "MessageWords_platform_id_provinceId_kind_language_changedAt_idx" ON "MessageWords"("platform_id", "provinceId", "kind", "language", "changedAt" DESC);

-- New tenant tables need their guard.
SELECT portal.guard_all();

-- Of a province's words of a kind in a language one is in use.
CREATE UNIQUE INDEX "MessageWords_in_use" ON "MessageWords" ("platform_id", "provinceId", "kind", "language") WHERE "endedAt" IS NULL;
