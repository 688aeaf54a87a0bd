-- One statement alone runs outside a transaction, as this must: orders go on while it is built.
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS "ProductOrder_platform_id_quoteId_key" ON "ProductOrder"("platform_id", "quoteId");
