-- CreateEnum
CREATE TYPE "BusinessFigure" AS ENUM ('ordersWaiting', 'oldestReview', 'failedOpens', 'unsettledFen', 'pushErrors');

-- CreateTable
CREATE TABLE "BusinessAlarm" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "provinceId" TEXT NOT NULL,
    "figure" "BusinessFigure" NOT NULL,
    "openedValue" BIGINT NOT NULL,
    "openedAt" TIMESTAMPTZ(3) NOT NULL,
    "closedAt" TIMESTAMPTZ(3),

    CONSTRAINT "BusinessAlarm_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateIndex
CREATE INDEX "BusinessAlarm_platform_id_openedAt_id_idx" ON "BusinessAlarm"("platform_id", "openedAt" DESC, "id");

-- CreateIndex
CREATE INDEX "ServiceOrder_platform_id_state_lastAnswerAt_idx" ON "ServiceOrder"("platform_id", "state", "lastAnswerAt");

-- New tenant tables need their guard.
SELECT portal.guard_all();

-- BO2: staff of some provinces of NF.
CREATE POLICY duty ON "BusinessAlarm" AS RESTRICTIVE USING (portal.may_see_province("provinceId")) WITH CHECK (portal.may_see_province("provinceId"));
-- Of several workers one opens an alarm, and with it writes its mails.
CREATE UNIQUE INDEX "BusinessAlarm_one_open" ON "BusinessAlarm" (platform_id, "provinceId", figure) WHERE "closedAt" IS NULL;
