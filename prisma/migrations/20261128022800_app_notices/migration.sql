-- CreateEnum
CREATE TYPE "AppNoticeKind" AS ENUM ('message', 'upgrade');

-- CreateEnum
CREATE TYPE "AppNoticeState" AS ENUM ('draft', 'sending', 'sent', 'stopped');

-- CreateTable
CREATE TABLE "AppNotice" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "specificationCode" TEXT NOT NULL,
    "specificationName" TEXT NOT NULL,
    "kind" "AppNoticeKind" NOT NULL,
    "title" TEXT NOT NULL,
    "releaseVersion" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "link" TEXT NOT NULL,
    "provinceIds" TEXT[],
    "state" "AppNoticeState" NOT NULL DEFAULT 'draft',
    "version" INTEGER NOT NULL DEFAULT 0,
    "reach" INTEGER NOT NULL DEFAULT 0,
    "told" INTEGER NOT NULL DEFAULT 0,
    "phase" INTEGER NOT NULL DEFAULT 0,
    "cursor" UUID,
    "writtenByName" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "releasedByName" TEXT NOT NULL DEFAULT '',
    "releasedAt" TIMESTAMPTZ(3),
    "stoppedByName" TEXT NOT NULL DEFAULT '',
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "AppNotice_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "AppNoticeReader" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "noticeId" UUID NOT NULL,
    "recipientHash" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "AppNoticeReader_pkey" PRIMARY KEY ("platform_id","noticeId","recipientHash")
);

-- CreateIndex
CREATE INDEX "AppNotice_platform_id_createdAt_id_idx" ON "AppNotice"("platform_id", "createdAt" DESC, "id");

-- CreateIndex
CREATE INDEX "AppNotice_platform_id_state_releasedAt_idx" ON "AppNotice"("platform_id", "state", "releasedAt");

-- CreateIndex
CREATE INDEX "AppNotice_platform_id_specificationCode_createdAt_idx" ON "AppNotice"("platform_id", "specificationCode", "createdAt" DESC);

-- AddForeignKey
ALTER TABLE "ProductAdministrator" ADD CONSTRAINT "ProductAdministrator_platform_id_productId_fkey" FOREIGN KEY ("platform_id", "productId") REFERENCES "Product"("platform_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- New tenant tables need their guard.
SELECT portal.guard_all();

-- What people were told stays as it was told: of a notice that was sent off only its progress moves.
CREATE FUNCTION portal.keep_app_notice() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state <> 'draft' AND (NEW."specificationCode", NEW.kind, NEW.title, NEW."releaseVersion", NEW.body, NEW.link, NEW."provinceIds", NEW.reach)
      IS DISTINCT FROM (OLD."specificationCode", OLD.kind, OLD.title, OLD."releaseVersion", OLD.body, OLD.link, OLD."provinceIds", OLD.reach) THEN
    RAISE EXCEPTION 'what was sent to people is not changed';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER keep_app_notice BEFORE UPDATE ON "AppNotice" FOR EACH ROW EXECUTE FUNCTION portal.keep_app_notice();
REVOKE DELETE, TRUNCATE ON "AppNotice" FROM kdsw_app;
REVOKE UPDATE, DELETE, TRUNCATE ON "AppNoticeReader" FROM kdsw_app;
