-- What waits for a bill is found without looking at all that was ever billed: a run asks for it with every batch.
CREATE INDEX "AppliedCustomerBillingRate_waiting" ON "AppliedCustomerBillingRate" (platform_id, "customerId") WHERE "billId" IS NULL;
