-- CreateEnum
CREATE TYPE "ErasureState" AS ENUM ('waiting', 'done', 'undone');

-- CreateTable
CREATE TABLE "RetentionRun" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "step" TEXT NOT NULL,
    "onDay" DATE NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),
    "rows" INTEGER NOT NULL DEFAULT 0,
    "fence" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "RetentionRun_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "ErasureRequest" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "askedByName" TEXT NOT NULL,
    "state" "ErasureState" NOT NULL DEFAULT 'waiting',
    "askedAt" TIMESTAMPTZ(3) NOT NULL,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ErasureRequest_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateIndex
CREATE INDEX "RetentionRun_platform_id_onDay_id_idx" ON "RetentionRun"("platform_id", "onDay" DESC, "id");

-- CreateIndex
CREATE UNIQUE INDEX "RetentionRun_platform_id_step_onDay_key" ON "RetentionRun"("platform_id", "step", "onDay");

-- CreateIndex
CREATE INDEX "ErasureRequest_platform_id_personId_id_idx" ON "ErasureRequest"("platform_id", "personId", "id" DESC);

-- CreateIndex
CREATE INDEX "ErasureRequest_platform_id_state_dueAt_idx" ON "ErasureRequest"("platform_id", "state", "dueAt");

-- CreateIndex
CREATE INDEX "Session_platform_id_expiresAt_idx" ON "Session"("platform_id", "expiresAt");

-- CreateIndex
CREATE INDEX "KnownDevice_platform_id_createdAt_idx" ON "KnownDevice"("platform_id", "createdAt");

-- CreateIndex
CREATE INDEX "OneTimeCode_platform_id_expiresAt_idx" ON "OneTimeCode"("platform_id", "expiresAt");

-- CreateIndex
CREATE INDEX "Notification_platform_id_createdAt_idx" ON "Notification"("platform_id", "createdAt");

-- CreateIndex
CREATE INDEX "ProductUsageDay_platform_id_usedOn_idx" ON "ProductUsageDay"("platform_id", "usedOn");

-- New tenant tables need their guard.
SELECT portal.guard_all();

-- One wish under way at a time for a person.
CREATE UNIQUE INDEX "ErasureRequest_one_waiting" ON "ErasureRequest" ("platform_id", "personId") WHERE "state" = 'waiting';

-- What a charge is reckoned from stays five months whoever deletes; bills and charges that are out are closed for good already.
CREATE FUNCTION portal.keep_raw_usage() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (CASE TG_TABLE_NAME WHEN 'ProductUsageDay' THEN to_jsonb(OLD) ->> 'usedOn' ELSE to_jsonb(OLD) ->> 'periodFrom' END)::date > (now() - interval '5 months')::date THEN
    RAISE EXCEPTION 'readings of use stay five months' USING ERRCODE = '42501';
  END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER keep_raw BEFORE DELETE ON "ProductUsageDay" FOR EACH ROW EXECUTE FUNCTION portal.keep_raw_usage();
CREATE TRIGGER keep_raw BEFORE DELETE ON "ProductUsage" FOR EACH ROW EXECUTE FUNCTION portal.keep_raw_usage();
