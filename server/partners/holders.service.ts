import type { DeskHolders } from "../factors/holders";
import { NATIONAL_SCOPE } from "../platforms/province.rules";

/** Partners' people as people with a second factor. */
export const partnerHolders: DeskHolders = {
  realm: "partner",
  scopeId: NATIONAL_SCOPE,
  issuer: "宽带商务合作伙伴",
  targetKind: "partnerPerson",
  find: (reader, by) => reader.partnerPerson.findFirst({ where: by }),
  change: async (reader, where, data) => (await reader.partnerPerson.updateMany({ where, data })).count,
  codesOf: (partnerPersonId) => ({ partnerPersonId }),
  actorOf: ({ id, name }) => ({ kind: "partner", id, name, sessionId: "", roles: [], partnerId: "" }),
};
