import type { Holders } from "../factors/holders";
import type { StaffActor } from "../scope";

/** The operator's staff as people with a second factor. */
export const staffHolders: Holders<StaffActor> = {
  realm: "staff",
  issuer: "宽带商务运营后台",
  targetKind: "staff",
  find: (reader, by) => reader.staff.findFirst({ where: { ...by, isSuspended: false, leftAt: null } }),
  change: async (reader, where, data) => (await reader.staff.updateMany({ where, data })).count,
  codesOf: (staffId) => ({ staffId }),
  actorOf: ({ id, name }) => ({ kind: "staff", id, name, sessionId: "", dutyId: null, roles: [], provinces: [] }),
};
