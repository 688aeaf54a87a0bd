import { createHash, randomUUID } from "node:crypto";

/** A client's own number as the key of the idempotency record; without one each call is another. */
export function keyOf(externalId: string | null): string {
  if (externalId === null) return randomUUID();
  const hex = createHash("sha256").update(externalId).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
