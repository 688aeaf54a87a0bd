-- CreateEnum
CREATE TYPE "SeatEnd" AS ENUM ('byHand', 'userRemoved', 'fewerSeats');

-- CreateEnum
CREATE TYPE "SeatDifferenceKind" AS ENUM ('missingThere', 'extraThere');

-- AlterEnum
ALTER TYPE "ServiceOperation" ADD VALUE 'assignSeat';
ALTER TYPE "ServiceOperation" ADD VALUE 'withdrawSeat';

-- AlterTable
ALTER TABLE "ServiceOrder" ADD COLUMN "seatAssignmentId" UUID, ADD COLUMN "seatUserId" TEXT;

-- CreateTable
CREATE TABLE "SeatAssignment" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "productId" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "provinceId" TEXT NOT NULL,
    "userId" UUID NOT NULL,
    "assignedAt" TIMESTAMPTZ(3) NOT NULL,
    "assignedByName" TEXT NOT NULL,
    "withdrawnAt" TIMESTAMPTZ(3),
    "withdrawnByName" TEXT,
    "end" "SeatEnd",

    CONSTRAINT "SeatAssignment_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "SeatCheck" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "productId" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "nextCheckAt" TIMESTAMPTZ(3),
    "checkedAt" TIMESTAMPTZ(3),
    "problem" TEXT,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "fence" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "SeatCheck_pkey" PRIMARY KEY ("platform_id","productId")
);

-- CreateTable
CREATE TABLE "SeatDifference" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "productId" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "provinceId" TEXT NOT NULL,
    "kind" "SeatDifferenceKind" NOT NULL,
    "seatUserId" TEXT NOT NULL,
    "userName" TEXT NOT NULL,
    "foundAt" TIMESTAMPTZ(3) NOT NULL,
    "rounds" INTEGER NOT NULL DEFAULT 0,
    "sentAgainAt" TIMESTAMPTZ(3),
    "sentAgainBy" TEXT,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "SeatDifference_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateIndex
CREATE INDEX "ServiceOrder_platform_id_orderItemId_createdAt_idx" ON "ServiceOrder"("platform_id", "orderItemId", "createdAt");

-- CreateIndex
CREATE INDEX "ServiceOrder_platform_id_seatAssignmentId_idx" ON "ServiceOrder"("platform_id", "seatAssignmentId");

-- CreateIndex
CREATE INDEX "SeatAssignment_platform_id_productId_withdrawnAt_id_idx" ON "SeatAssignment"("platform_id", "productId", "withdrawnAt", "id");

-- CreateIndex
CREATE INDEX "SeatAssignment_platform_id_userId_withdrawnAt_idx" ON "SeatAssignment"("platform_id", "userId", "withdrawnAt");

-- CreateIndex
CREATE INDEX "SeatCheck_platform_id_nextCheckAt_idx" ON "SeatCheck"("platform_id", "nextCheckAt");

-- CreateIndex
CREATE INDEX "SeatDifference_platform_id_productId_endedAt_id_idx" ON "SeatDifference"("platform_id", "productId", "endedAt", "id");

-- CreateIndex
CREATE INDEX "SeatDifference_platform_id_endedAt_id_idx" ON "SeatDifference"("platform_id", "endedAt", "id");

-- AddForeignKey
ALTER TABLE "SeatAssignment" ADD CONSTRAINT "SeatAssignment_platform_id_productId_fkey" FOREIGN KEY ("platform_id", "productId") REFERENCES "Product"("platform_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SeatAssignment" ADD CONSTRAINT "SeatAssignment_platform_id_userId_fkey" FOREIGN KEY ("platform_id", "userId") REFERENCES "EnterpriseUser"("platform_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- New tenant tables need their guard.
SELECT portal.guard_all();

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['SeatAssignment','SeatDifference'] LOOP
    EXECUTE format('CREATE POLICY duty ON %I AS RESTRICTIVE USING (portal.may_see_province("provinceId")) WITH CHECK (portal.may_see_province("provinceId"))', name);
  END LOOP;
END $$;
CREATE POLICY duty ON "SeatCheck" AS RESTRICTIVE USING (portal.duty_is_whole() OR EXISTS (SELECT FROM "Customer" c WHERE c.platform_id = "SeatCheck".platform_id AND c.id = "SeatCheck"."customerId"));

-- A person has one seat of a product at a time, and a seat that is held has no end.
CREATE UNIQUE INDEX "SeatAssignment_one_held" ON "SeatAssignment" (platform_id, "productId", "userId") WHERE "withdrawnAt" IS NULL;
ALTER TABLE "SeatAssignment" ADD CONSTRAINT "SeatAssignment_ended_whole" CHECK (("withdrawnAt" IS NULL) = ("end" IS NULL) AND ("withdrawnAt" IS NULL) = ("withdrawnByName" IS NULL));
CREATE UNIQUE INDEX "SeatDifference_one_open" ON "SeatDifference" (platform_id, "productId", kind, "seatUserId") WHERE "endedAt" IS NULL;
-- Who had a seat when is never written anew: only its end is added.
REVOKE UPDATE, DELETE, TRUNCATE ON "SeatAssignment" FROM kdsw_app;
GRANT UPDATE ("withdrawnAt", "withdrawnByName", "end") ON "SeatAssignment" TO kdsw_app;

-- PR7: never more held seats than the product has. The product's row is locked, so that of two who take the last one the later sees the earlier.
CREATE FUNCTION portal.hold_seat_ceiling() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE ceiling int;
BEGIN
  SELECT seats INTO ceiling FROM "Product" WHERE platform_id = NEW.platform_id AND id = NEW."productId" FOR NO KEY UPDATE;
  IF NEW."withdrawnAt" IS NULL AND (SELECT count(*) FROM "SeatAssignment" WHERE platform_id = NEW.platform_id AND "productId" = NEW."productId" AND "withdrawnAt" IS NULL) >= coalesce(ceiling, 0)
  THEN RAISE EXCEPTION 'SeatAssignment_ceiling: the product has no seat left' USING ERRCODE = '23514', CONSTRAINT = 'SeatAssignment_ceiling'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER hold_seat_ceiling BEFORE INSERT ON "SeatAssignment" FOR EACH ROW EXECUTE FUNCTION portal.hold_seat_ceiling();

-- The same from the other side: whatever gives a product fewer seats has taken the surplus back by its commit.
CREATE FUNCTION portal.prove_seat_ceiling() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF (SELECT count(*) FROM "SeatAssignment" WHERE platform_id = NEW.platform_id AND "productId" = NEW.id AND "withdrawnAt" IS NULL) > (SELECT seats FROM "Product" WHERE platform_id = NEW.platform_id AND id = NEW.id)
  THEN RAISE EXCEPTION 'SeatAssignment_ceiling: more seats are held than the product has' USING ERRCODE = '23514', CONSTRAINT = 'SeatAssignment_ceiling'; END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER prove_seat_ceiling AFTER UPDATE OF seats ON "Product" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.seats < OLD.seats) EXECUTE FUNCTION portal.prove_seat_ceiling();
