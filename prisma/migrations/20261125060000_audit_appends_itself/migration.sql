-- BO3: locks the chain, reads its head and adds the sealed record in one call. A caller that did this in three kept the
-- chain's lock, and every other writer of the platform, through two more journeys. Each statement in here has a snapshot of
-- its own, so the head is read as the lock's last holder left it. Not a definer: the caller's scope and rights hold.
CREATE FUNCTION portal.append_audit(facts jsonb, seal_before text, seal_after text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  platform text := current_setting('portal.platform');
  last_seq bigint;
  last_hash text;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('audit:' || platform, 0));
  SELECT seq, hash INTO last_seq, last_hash FROM public."AuditRecord" WHERE platform_id = platform ORDER BY seq DESC LIMIT 1;
  last_seq := coalesce(last_seq, 0) + 1;
  last_hash := coalesce(last_hash, repeat('0', 64));
  INSERT INTO public."AuditRecord" SELECT r.* FROM jsonb_populate_record(null::public."AuditRecord", facts || jsonb_build_object(
    'platform_id', platform, 'seq', last_seq, 'previousHash', last_hash,
    'hash', encode(sha256(convert_to(last_hash || E'\n' || seal_before || last_seq || seal_after, 'UTF8')), 'hex'))) r;
END $$;
