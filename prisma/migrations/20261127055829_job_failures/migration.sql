-- CreateTable
CREATE TABLE "JobFailure" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "job" TEXT NOT NULL,
    "subjectId" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "tries" INTEGER NOT NULL DEFAULT 1,
    "firstAt" TIMESTAMPTZ(3) NOT NULL,
    "lastAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "JobFailure_pkey" PRIMARY KEY ("platform_id","job","subjectId")
);

-- CreateIndex
CREATE INDEX "JobFailure_platform_id_lastAt_idx" ON "JobFailure"("platform_id", "lastAt");

-- New tenant tables need their guard.
SELECT portal.guard_all();
