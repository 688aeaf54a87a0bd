-- CreateTable
CREATE TABLE "SealingKey" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "serial" INTEGER NOT NULL,
    "certificate" TEXT NOT NULL,
    "privateKey" BYTEA NOT NULL,
    "validFrom" TIMESTAMPTZ(3) NOT NULL,
    "validTo" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SealingKey_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "SealedContract" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "orderId" UUID NOT NULL,
    "versionNumber" INTEGER NOT NULL,
    "customerId" UUID NOT NULL,
    "provinceId" TEXT NOT NULL,
    "keyId" UUID NOT NULL,
    "sha256" TEXT NOT NULL,
    "contentHash" TEXT NOT NULL,
    "sizeBytes" INTEGER NOT NULL,
    "content" BYTEA NOT NULL,
    "sealedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SealedContract_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "SealingKey_platform_id_serial_key" ON "SealingKey"("platform_id", "serial");

-- CreateIndex
CREATE INDEX "SealedContract_platform_id_sha256_idx" ON "SealedContract"("platform_id", "sha256");

-- CreateIndex
CREATE UNIQUE INDEX "SealedContract_platform_id_orderId_versionNumber_key" ON "SealedContract"("platform_id", "orderId", "versionNumber");

-- New tenant tables need their guard.
SELECT portal.guard_all();

-- BO2: a contract is its province's.
CREATE POLICY duty ON "SealedContract" AS RESTRICTIVE USING (portal.may_see_province("provinceId")) WITH CHECK (portal.may_see_province("provinceId"));

-- OR20: what was sealed, and the key that its seal is checked by, stand for ever.
CREATE FUNCTION portal.keep_sealed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what was sealed does not change' USING ERRCODE = '42501';
END $$;
CREATE TRIGGER keep_sealed BEFORE UPDATE OR DELETE ON "SealedContract" FOR EACH ROW EXECUTE FUNCTION portal.keep_sealed();
CREATE TRIGGER keep_sealed BEFORE UPDATE OR DELETE ON "SealingKey" FOR EACH ROW EXECUTE FUNCTION portal.keep_sealed();
