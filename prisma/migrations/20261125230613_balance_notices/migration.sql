-- CreateTable
CREATE TABLE "BalanceNotice" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "customerId" UUID NOT NULL,
    "periodFrom" DATE NOT NULL,
    "level" INTEGER NOT NULL,
    "missingFen" BIGINT NOT NULL,
    "toldAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "BalanceNotice_pkey" PRIMARY KEY ("platform_id","customerId","periodFrom","level")
);

-- New tenant tables need their guard.
SELECT portal.guard_all();
CREATE POLICY duty ON "BalanceNotice" AS RESTRICTIVE USING (portal.duty_is_whole() OR EXISTS (SELECT FROM "Customer" c WHERE c.platform_id = "BalanceNotice".platform_id AND c.id = "BalanceNotice"."customerId"));
