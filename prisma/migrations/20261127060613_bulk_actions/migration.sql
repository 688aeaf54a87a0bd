-- CreateEnum
CREATE TYPE "BulkKind" AS ENUM ('approve', 'refuse');

-- CreateEnum
CREATE TYPE "BulkState" AS ENUM ('waiting', 'running', 'done', 'undone');

-- CreateEnum
CREATE TYPE "BulkItemState" AS ENUM ('waiting', 'done', 'failed');

-- CreateTable
CREATE TABLE "BulkAction" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "kind" "BulkKind" NOT NULL,
    "state" "BulkState" NOT NULL DEFAULT 'waiting',
    "staffId" UUID NOT NULL,
    "staffName" TEXT NOT NULL,
    "roles" "StaffRole"[],
    "provinces" TEXT[],
    "reasonCode" TEXT,
    "text" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "executeAt" TIMESTAMPTZ(3) NOT NULL,
    "takenUntil" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "BulkAction_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "BulkItem" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "actionId" UUID NOT NULL,
    "taskId" UUID NOT NULL,
    "provinceId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "state" "BulkItemState" NOT NULL DEFAULT 'waiting',
    "code" TEXT,

    CONSTRAINT "BulkItem_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateIndex
CREATE INDEX "BulkAction_platform_id_staffId_id_idx" ON "BulkAction"("platform_id", "staffId", "id");

-- CreateIndex
CREATE INDEX "BulkAction_platform_id_state_executeAt_idx" ON "BulkAction"("platform_id", "state", "executeAt");

-- CreateIndex
CREATE UNIQUE INDEX "BulkItem_platform_id_actionId_taskId_key" ON "BulkItem"("platform_id", "actionId", "taskId");

-- AddForeignKey
ALTER TABLE "BulkItem" ADD CONSTRAINT "BulkItem_platform_id_actionId_fkey" FOREIGN KEY ("platform_id", "actionId") REFERENCES "BulkAction"("platform_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- New tenant tables need their guard.
SELECT portal.guard_all();

CREATE POLICY duty ON "BulkItem" AS RESTRICTIVE USING (portal.may_see_province("provinceId")) WITH CHECK (portal.may_see_province("provinceId"));
