-- CreateEnum
CREATE TYPE "TakeoutState" AS ENUM ('waiting', 'running', 'ready', 'failed', 'gone');

-- CreateTable
CREATE TABLE "DataTakeout" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "provinceId" TEXT NOT NULL,
    "state" "TakeoutState" NOT NULL DEFAULT 'waiting',
    "askedById" UUID NOT NULL,
    "askedByName" TEXT NOT NULL,
    "askedAt" TIMESTAMPTZ(3) NOT NULL,
    "kindsDone" INTEGER NOT NULL DEFAULT 0,
    "kindsTotal" INTEGER NOT NULL,
    "rowCount" INTEGER NOT NULL DEFAULT 0,
    "sizeBytes" INTEGER NOT NULL DEFAULT 0,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "readyAt" TIMESTAMPTZ(3),
    "expiresAt" TIMESTAMPTZ(3),
    "downloads" INTEGER NOT NULL DEFAULT 0,
    "leaseUntil" TIMESTAMPTZ(3) NOT NULL,
    "fence" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "DataTakeout_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "DataTakeoutPart" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "takeoutId" UUID NOT NULL,
    "fence" INTEGER NOT NULL,
    "seq" INTEGER NOT NULL,
    "content" BYTEA NOT NULL,

    CONSTRAINT "DataTakeoutPart_pkey" PRIMARY KEY ("platform_id","takeoutId","fence","seq")
);

-- CreateIndex
CREATE INDEX "DataTakeout_platform_id_customerId_id_idx" ON "DataTakeout"("platform_id", "customerId", "id" DESC);

-- CreateIndex
CREATE INDEX "DataTakeout_platform_id_state_leaseUntil_idx" ON "DataTakeout"("platform_id", "state", "leaseUntil");

-- CreateIndex
CREATE INDEX "DataTakeout_platform_id_state_expiresAt_idx" ON "DataTakeout"("platform_id", "state", "expiresAt");

-- AddForeignKey
ALTER TABLE "DataTakeoutPart" ADD CONSTRAINT "DataTakeoutPart_platform_id_takeoutId_fkey" FOREIGN KEY ("platform_id", "takeoutId") REFERENCES "DataTakeout"("platform_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- New tenant tables need their guard.
SELECT portal.guard_all();

-- One under way at a time for an account, whoever asks at once.
CREATE UNIQUE INDEX "DataTakeout_one_under_way" ON "DataTakeout" ("platform_id", "customerId") WHERE "state" IN ('waiting', 'running');

CREATE POLICY duty ON "DataTakeout" AS RESTRICTIVE USING (portal.may_see_province("provinceId")) WITH CHECK (portal.may_see_province("provinceId"));
-- Of the bytes staff read nothing.
CREATE POLICY duty ON "DataTakeoutPart" AS RESTRICTIVE USING (portal.duty_is_whole()) WITH CHECK (portal.duty_is_whole());
