-- The desk's list, without the rates that were quoted: there may be very many of these between two promotions.
CREATE INDEX CONCURRENTLY IF NOT EXISTS "Promotion_platform_id_isQuoted_createdAt_id_idx" ON "Promotion" ("platform_id", "isQuoted", "createdAt" DESC, "id" DESC);
