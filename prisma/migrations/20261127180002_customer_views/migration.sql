-- CreateEnum
CREATE TYPE "ViewEnding" AS ENUM ('self', 'time', 'ticket', 'staff', 'unused');

-- AlterTable
ALTER TABLE "Session" ADD COLUMN     "customerViewId" UUID;

-- CreateTable
CREATE TABLE "CustomerView" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "provinceId" TEXT NOT NULL,
    "ticketId" UUID NOT NULL,
    "ticketNumber" TEXT NOT NULL,
    "staffId" UUID NOT NULL,
    "staffName" TEXT NOT NULL,
    "staffRoles" TEXT[],
    "staffSessionId" UUID NOT NULL,
    "secretHash" TEXT NOT NULL,
    "secretUntil" TIMESTAMPTZ(3) NOT NULL,
    "askedAt" TIMESTAMPTZ(3) NOT NULL,
    "begunAt" TIMESTAMPTZ(3),
    "expiresAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),
    "ending" "ViewEnding",

    CONSTRAINT "CustomerView_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateIndex
CREATE INDEX "CustomerView_platform_id_endedAt_idx" ON "CustomerView"("platform_id", "endedAt");

-- CreateIndex
CREATE UNIQUE INDEX "CustomerView_platform_id_secretHash_key" ON "CustomerView"("platform_id", "secretHash");

-- New tenant tables need their guard.
SELECT portal.guard_all();

-- Staff of the shared platform see and make views of their own provinces' companies alone.
CREATE POLICY duty ON "CustomerView" AS RESTRICTIVE USING (portal.may_see_province("provinceId")) WITH CHECK (portal.may_see_province("provinceId"));

-- A view begins and ends, and whose it was stays.
REVOKE UPDATE, DELETE, TRUNCATE ON "CustomerView" FROM kdsw_app;
GRANT UPDATE ("begunAt", "expiresAt", "endedAt", "ending") ON "CustomerView" TO kdsw_app;
