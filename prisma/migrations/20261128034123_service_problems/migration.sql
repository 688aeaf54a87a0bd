-- CreateEnum
CREATE TYPE "ServiceProblemState" AS ENUM ('inProgress', 'resolved');

-- CreateEnum
CREATE TYPE "ServiceProblemPriority" AS ENUM ('p1', 'p2');

-- CreateTable
CREATE TABLE "ServiceProblem" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "provinceIds" TEXT[],
    "specificationCodes" TEXT[],
    "title" TEXT NOT NULL,
    "priority" "ServiceProblemPriority" NOT NULL,
    "state" "ServiceProblemState" NOT NULL DEFAULT 'inProgress',
    "beganAt" TIMESTAMPTZ(3) NOT NULL,
    "expectedAt" TIMESTAMPTZ(3),
    "resolvedAt" TIMESTAMPTZ(3),
    "toldBegun" UUID,
    "toldResolved" UUID,
    "isToldBegun" BOOLEAN NOT NULL DEFAULT false,
    "isToldResolved" BOOLEAN NOT NULL DEFAULT false,
    "told" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "ServiceProblem_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "ServiceProblemUpdate" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "problemId" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "byName" TEXT NOT NULL,

    CONSTRAINT "ServiceProblemUpdate_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "ServiceProblemTold" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "problemId" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "isEnd" BOOLEAN NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ServiceProblemTold_pkey" PRIMARY KEY ("platform_id","problemId","customerId","isEnd")
);

-- CreateIndex
CREATE INDEX "ServiceProblem_platform_id_state_beganAt_id_idx" ON "ServiceProblem"("platform_id", "state", "beganAt" DESC, "id");

-- CreateIndex
CREATE INDEX "ServiceProblem_platform_id_beganAt_id_idx" ON "ServiceProblem"("platform_id", "beganAt" DESC, "id");

-- CreateIndex
CREATE INDEX "ServiceProblemUpdate_platform_id_problemId_at_idx" ON "ServiceProblemUpdate"("platform_id", "problemId", "at");

-- CreateIndex
CREATE INDEX "ServiceProblemTold_platform_id_customerId_idx" ON "ServiceProblemTold"("platform_id", "customerId");

-- AddForeignKey
ALTER TABLE "ServiceProblemUpdate" ADD CONSTRAINT "ServiceProblemUpdate_platform_id_problemId_fkey" FOREIGN KEY ("platform_id", "problemId") REFERENCES "ServiceProblem"("platform_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- New tenant tables need their guard.
SELECT portal.guard_all();

-- What was said stays said; who was told is never told again.
REVOKE DELETE, TRUNCATE ON "ServiceProblem", "ServiceProblemUpdate", "ServiceProblemTold" FROM kdsw_app;
REVOKE UPDATE ON "ServiceProblemUpdate", "ServiceProblemTold" FROM kdsw_app;
CREATE POLICY duty ON "ServiceProblemTold" AS RESTRICTIVE USING (portal.duty_is_whole() OR EXISTS (SELECT FROM "Customer" c WHERE c.platform_id = "ServiceProblemTold".platform_id AND c.id = "ServiceProblemTold"."customerId"));
