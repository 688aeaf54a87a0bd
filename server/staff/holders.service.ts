import type { DeskHolders } from "../factors/holders";
import { NATIONAL_SCOPE } from "../platforms/province.rules";

/** The operator's staff as people with a second factor. */
export const staffHolders: DeskHolders = {
  realm: "staff",
  scopeId: NATIONAL_SCOPE,
  issuer: "宽带商务运营后台",
  targetKind: "staff",
  find: (reader, by) => reader.staff.findFirst({ where: { ...by, isSuspended: false, leftAt: null } }),
  change: async (reader, where, data) => (await reader.staff.updateMany({ where, data })).count,
  codesOf: (staffId) => ({ staffId }),
  actorOf: ({ id, name }) => ({ kind: "staff", id, name, sessionId: "", dutyId: null, roles: [], provinces: [] }),
};
