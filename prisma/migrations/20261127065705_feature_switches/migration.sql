-- CreateTable
CREATE TABLE "FeatureSwitch" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "provinceId" TEXT NOT NULL,
    "feature" TEXT NOT NULL,
    "isOn" BOOLEAN NOT NULL,
    "reason" TEXT NOT NULL,
    "ownerName" TEXT NOT NULL,
    "ownerEmail" TEXT NOT NULL,
    "endsOn" DATE NOT NULL,
    "setAt" TIMESTAMPTZ(3) NOT NULL,
    "warnedAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "FeatureSwitch_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateIndex
CREATE INDEX "FeatureSwitch_platform_id_endedAt_endsOn_idx" ON "FeatureSwitch"("platform_id", "endedAt", "endsOn");

-- CreateIndex
CREATE INDEX "FeatureSwitch_platform_id_provinceId_feature_id_idx" ON "FeatureSwitch"("platform_id", "provinceId", "feature", "id");

-- New tenant tables need their guard.
SELECT portal.guard_all();

CREATE POLICY duty ON "FeatureSwitch" AS RESTRICTIVE USING (portal.may_see_province("provinceId")) WITH CHECK (portal.may_see_province("provinceId"));
-- One stands at a time (SY7).
CREATE UNIQUE INDEX "FeatureSwitch_one_stands" ON "FeatureSwitch" (platform_id, "provinceId", feature) WHERE "endedAt" IS NULL;
