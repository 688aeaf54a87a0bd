/** Pauses before the next call to an AP, in seconds: 1 m, 5 m, 30 m, 2 h, 6 h, 24 h; then a person (PR2). */
const retryPauses = [60, 300, 1800, 7200, 21_600, 86_400] as const;

/** Seconds to wait after so many failed calls, or null when a person must look. */
export function pauseAfter(failedCalls: number): number | null {
  return retryPauses[failedCalls - 1] ?? null;
}

export type ApAnswer =
  | { kind: "active"; businessId: string; account: { name: string; administratorName: string; signInUrl: string } }
  | { kind: "cancelled" }
  | { kind: "erased"; proof: string }
  | { kind: "stateSet" }
  | { kind: "administratorSet"; name: string }
  | { kind: "accepted" }
  | { kind: "failed"; code: string; message: string }
  | { kind: "tryAgain"; reason: string };

const text = (value: unknown, max = 200) => (typeof value === "string" && value.length > 0 && value.length <= max ? value : null);

/** What an AP's answer means. Garbage, an outage or a missing field is "try again", never a success (promise 14). */
export function readApAnswer(status: number, body: unknown): ApAnswer {
  const facts = (body ?? {}) as { status?: unknown; businessId?: unknown; applicationAccount?: { name?: unknown; administratorName?: unknown; signInUrl?: unknown }; code?: unknown; message?: unknown };
  if (status === 200 && facts.status === "active") {
    const businessId = text(facts.businessId, 64);
    const name = text(facts.applicationAccount?.name);
    const administratorName = text(facts.applicationAccount?.administratorName);
    const signInUrl = text(facts.applicationAccount?.signInUrl, 500);
    if (businessId && name && administratorName && signInUrl && /^https?:\/\//.test(signInUrl)) return { kind: "active", businessId, account: { name, administratorName, signInUrl } };
    return { kind: "tryAgain", reason: "答复缺少业务标识或应用帐号" };
  }
  if (status === 202 && facts.status === "accepted") return { kind: "accepted" };
  // Refused because it is open: giving the money back for a running service would be wrong either way, so a person decides.
  if (facts.code === "ALREADY_OPEN") return { kind: "tryAgain", reason: `应用方称已经开通（业务标识 ${text(facts.businessId, 64) ?? "未给出"}）` };
  if (facts.status === "failed" && status >= 400 && status < 500) return { kind: "failed", code: text(facts.code, 64) ?? "UNKNOWN", message: text(facts.message, 300) ?? "" };
  if (status === 0) return { kind: "tryAgain", reason: "没有答复" };
  return { kind: "tryAgain", reason: body === null ? `无法识别的答复（HTTP ${status}）` : `HTTP ${status}` };
}

/** What an AP says became of a key (GET /v1/requests): always 200 when it knows it, so the body's word decides. Null when it has no result yet. */
export function readResult(status: number, body: unknown): ApAnswer | null {
  const said = status === 200 ? (body as { status?: unknown } | null)?.status : null;
  if (said === "active") return readApAnswer(200, body);
  return said === "failed" ? readApAnswer(422, body) : null;
}

/** What an answer to a cancelling means. A service that is cancelled already refuses to be cancelled again, which is as good. */
export function readCancelAnswer(status: number, body: unknown): ApAnswer {
  const facts = (body ?? {}) as { status?: unknown; code?: unknown };
  if ((status === 200 && facts.status === "cancelled") || (status === 409 && facts.code === "ILLEGAL_MOVE")) return { kind: "cancelled" };
  const read = readApAnswer(status, body);
  return read.kind === "active" || read.kind === "accepted" ? { kind: "tryAgain", reason: `HTTP ${status}` } : read;
}

/** What an answer to a deletion means: only one that brings a proof is one (DP7). */
export function readEraseAnswer(status: number, body: unknown): ApAnswer {
  const { erasureProof } = (body ?? {}) as { erasureProof?: unknown };
  if (status === 200 && typeof erasureProof === "string" && erasureProof !== "") return { kind: "erased", proof: erasureProof.slice(0, 200) };
  const read = readApAnswer(status, body);
  return read.kind === "active" || read.kind === "accepted" ? { kind: "tryAgain", reason: `HTTP ${status}，没有删除证明` } : read;
}

/** What an answer to other seats or another plan means. A service that stands still takes them once it runs again. */
export function readChangeAnswer(wanted: { offeringCode: string; seats: number }, status: number, body: unknown): ApAnswer {
  const said = (body ?? {}) as { status?: unknown; seats?: unknown; offeringCode?: unknown; code?: unknown };
  if (status === 200 && said.status === "active") return said.seats === wanted.seats && (said.offeringCode === undefined || said.offeringCode === wanted.offeringCode) ? { kind: "stateSet" } : { kind: "failed", code: "OTHER_TERMS", message: "应用方没有按要求办理" };
  if (status === 409 && said.code === "ILLEGAL_MOVE") return { kind: "tryAgain", reason: "应用方称业务当前不能变更" };
  const read = readApAnswer(status, body);
  return read.kind === "active" || read.kind === "accepted" ? { kind: "tryAgain", reason: `HTTP ${status}` } : read;
}

/** What an answer to a suspension or resumption means: done when the service stands as it was meant to. */
export function readStateAnswer(operation: "suspend" | "resume", status: number, body: unknown): ApAnswer {
  const wanted = operation === "suspend" ? "suspended" : "active";
  const said = (body as { status?: unknown } | null)?.status;
  if (status === 200 && said === wanted) return { kind: "stateSet" };
  if (status === 200 && (said === "active" || said === "suspended" || said === "cancelled")) return { kind: "failed", code: "ILLEGAL_MOVE", message: said === "cancelled" ? "应用方称该业务已注销" : "应用方没有按要求办理" };
  const read = readApAnswer(status, body);
  return read.kind === "active" || read.kind === "accepted" ? { kind: "tryAgain", reason: `HTTP ${status}` } : read;
}

/** What an answer to a seat's assigning or withdrawing means. A service that stands still, or has no seat left, takes it later. */
export function readSeatAnswer({ operation, userId }: { operation: "assignSeat" | "withdrawSeat"; userId: string }, status: number, body: unknown): ApAnswer {
  const said = (body ?? {}) as { status?: unknown; userId?: unknown; code?: unknown };
  const wanted = operation === "assignSeat" ? "assigned" : "withdrawn";
  if (status === 200 && said.status === wanted && said.userId === userId) return { kind: "stateSet" };
  if (status === 409 && said.code === "SEATS_FULL") return { kind: "tryAgain", reason: "应用方称席位已用完" };
  if (status === 409 && said.code === "ILLEGAL_MOVE") return { kind: "tryAgain", reason: "应用方称业务当前不能变更" };
  const read = readApAnswer(status, body);
  return read.kind === "active" || read.kind === "accepted" ? { kind: "tryAgain", reason: `HTTP ${status}` } : read;
}

export type SeatUserThere = { id: string; name: string };
/** A page of who has a seat at an AP; null for anything that is no such list. */
export function readSeatUsers(status: number, body: unknown): { users: SeatUserThere[]; hasMore: boolean } | null {
  const { users, hasMore } = (body ?? {}) as { users?: unknown; hasMore?: unknown };
  if (status !== 200 || !Array.isArray(users) || typeof hasMore !== "boolean") return null;
  const read = users.map((user) => ({ id: text((user as { id?: unknown } | null)?.id, 64), name: text((user as { name?: unknown } | null)?.name) }));
  return read.every((user): user is SeatUserThere => user.id !== null && user.name !== null) ? { users: read, hasMore } : null;
}

/** What an answer to another administrator, or to the same one's new way in, means: done when it says by which name they sign in there. */
export function readAdministratorAnswer(status: number, body: unknown): ApAnswer {
  const said = (body ?? {}) as { administratorName?: unknown; code?: unknown };
  const name = text(said.administratorName);
  if (status === 200 && name) return { kind: "administratorSet", name };
  if (status === 409 && said.code === "ILLEGAL_MOVE") return { kind: "tryAgain", reason: "应用方称业务当前不能变更" };
  const read = readApAnswer(status, body);
  return read.kind === "active" || read.kind === "accepted" ? { kind: "tryAgain", reason: `HTTP ${status}` } : read;
}
