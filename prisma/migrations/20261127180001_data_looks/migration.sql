-- CreateEnum
CREATE TYPE "LookKind" AS ENUM ('customerPage', 'reviewPage', 'ticketPage', 'productPage', 'billPage', 'withdrawalPage', 'paper', 'billFile', 'contractFile', 'fapiaoFile', 'reveal', 'partnerRequests', 'viewBegun', 'viewPage', 'viewEnded');

-- CreateEnum
CREATE TYPE "LookReason" AS ENUM ('verify', 'contact', 'ticket', 'payOut', 'fapiao', 'other');

-- CreateTable
CREATE TABLE "DataLook" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "customerId" UUID,
    "openingId" UUID,
    "provinceId" TEXT NOT NULL,
    "realm" "Realm" NOT NULL,
    "byId" TEXT NOT NULL,
    "byName" TEXT NOT NULL,
    "byRoles" TEXT[],
    "byOrganization" TEXT NOT NULL DEFAULT '',
    "kind" "LookKind" NOT NULL,
    "subjectId" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "fields" TEXT[],
    "reason" "LookReason",
    "reasonText" TEXT NOT NULL DEFAULT '',
    "ticketNumber" TEXT NOT NULL DEFAULT '',
    "at" TIMESTAMPTZ(3) NOT NULL,
    "windowFrom" TIMESTAMPTZ(3),

    CONSTRAINT "DataLook_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateIndex
CREATE INDEX "DataLook_platform_id_customerId_id_idx" ON "DataLook"("platform_id", "customerId", "id" DESC);

-- CreateIndex
CREATE INDEX "DataLook_platform_id_openingId_idx" ON "DataLook"("platform_id", "openingId");

-- CreateIndex
CREATE UNIQUE INDEX "DataLook_platform_id_byId_kind_subjectId_windowFrom_key" ON "DataLook"("platform_id", "byId", "kind", "subjectId", "windowFrom");

-- New tenant tables need their guard.
SELECT portal.guard_all();

-- Staff of the shared platform see and write looks of their own provinces alone.
CREATE POLICY duty ON "DataLook" AS RESTRICTIVE USING (portal.may_see_province("provinceId")) WITH CHECK (portal.may_see_province("provinceId"));

-- What was looked at stays so; only the account that an application becomes is written in later.
REVOKE UPDATE, DELETE, TRUNCATE ON "DataLook" FROM kdsw_app;
GRANT UPDATE ("customerId") ON "DataLook" TO kdsw_app;
