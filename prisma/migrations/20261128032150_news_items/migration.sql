-- CreateTable
CREATE TABLE "NewsItem" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "provinceIds" TEXT[],
    "title" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "english" JSONB,
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "endsAt" TIMESTAMPTZ(3),
    "withdrawnAt" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 0,
    "writtenBy" TEXT NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "NewsItem_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateIndex
CREATE INDEX "NewsItem_platform_id_startsAt_id_idx" ON "NewsItem"("platform_id", "startsAt" DESC, "id");

-- New tenant tables need their guard.
SELECT portal.guard_all();

-- What was announced is withdrawn, never wiped away.
REVOKE DELETE, TRUNCATE ON "NewsItem" FROM kdsw_app;
