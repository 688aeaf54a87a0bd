-- CreateEnum
CREATE TYPE "TestRunState" AS ENUM ('waiting', 'running', 'passed', 'failed');

-- CreateEnum
CREATE TYPE "TestStepState" AS ENUM ('waiting', 'running', 'passed', 'failed', 'skipped');

-- AlterTable
ALTER TABLE "PartnerApplication" ADD COLUMN     "greenAt" TIMESTAMPTZ(3),
ADD COLUMN     "greenRunId" UUID,
ADD COLUMN     "greenVersion" TEXT;

-- CreateTable
CREATE TABLE "TestRun" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "applicationId" UUID NOT NULL,
    "version" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "state" "TestRunState" NOT NULL DEFAULT 'waiting',
    "askedBy" TEXT NOT NULL,
    "askedAt" TIMESTAMPTZ(3) NOT NULL,
    "startedAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),
    "leaseUntil" TIMESTAMPTZ(3) NOT NULL,
    "fence" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "TestRun_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "TestStep" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "runId" UUID NOT NULL,
    "place" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "state" "TestStepState" NOT NULL DEFAULT 'waiting',
    "said" TEXT NOT NULL DEFAULT '',
    "tookMs" INTEGER,
    "exchanges" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "TestStep_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateIndex
CREATE INDEX "TestRun_platform_id_applicationId_id_idx" ON "TestRun"("platform_id", "applicationId", "id" DESC);

-- CreateIndex
CREATE INDEX "TestRun_platform_id_state_leaseUntil_idx" ON "TestRun"("platform_id", "state", "leaseUntil");

-- CreateIndex
CREATE UNIQUE INDEX "TestStep_platform_id_runId_place_key" ON "TestStep"("platform_id", "runId", "place");

-- AddForeignKey
ALTER TABLE "TestRun" ADD CONSTRAINT "TestRun_platform_id_applicationId_fkey" FOREIGN KEY ("platform_id", "applicationId") REFERENCES "PartnerApplication"("platform_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TestStep" ADD CONSTRAINT "TestStep_platform_id_runId_fkey" FOREIGN KEY ("platform_id", "runId") REFERENCES "TestRun"("platform_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- New tenant tables need their guard.
SELECT portal.guard_all();
-- One run of an application at a time.
CREATE UNIQUE INDEX "TestRun_one_open" ON "TestRun" (platform_id, "applicationId") WHERE state IN ('waiting', 'running');
