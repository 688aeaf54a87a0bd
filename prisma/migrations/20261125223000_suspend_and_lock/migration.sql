-- Why an AP is asked to suspend or resume.
ALTER TABLE "ServiceOrder" ADD COLUMN "cause" "SuspensionCause";

-- The application may not touch a balance, and so may not lock one either; what is read here stays until its transaction ends.
CREATE FUNCTION portal.lock_cash(customer uuid) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE cash bigint;
BEGIN
  SELECT "balanceFen" INTO cash FROM "LedgerAccount" WHERE platform_id = current_setting('portal.platform') AND kind = 'prepaidCash' AND "customerId" = customer FOR UPDATE;
  RETURN coalesce(cash, 0);
END $$;

-- One voucher is one payment, whatever it paid.
CREATE UNIQUE INDEX "Payment_one_per_voucher" ON "Payment" (platform_id, channel, reference) WHERE reference IS NOT NULL;
