-- CreateTable
CREATE TABLE "NightlyProof" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "day" DATE NOT NULL,
    "provenAt" TIMESTAMPTZ(3) NOT NULL,
    "journals" INTEGER NOT NULL,
    "isSound" BOOLEAN NOT NULL,
    "findings" JSONB NOT NULL,

    CONSTRAINT "NightlyProof_pkey" PRIMARY KEY ("platform_id","day")
);

-- New tenant tables need their guard.
SELECT portal.guard_all();
