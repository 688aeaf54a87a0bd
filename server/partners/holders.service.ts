import type { Holders } from "../factors/holders";
import type { PartnerActor } from "../scope";

/** Partners' people as people with a second factor. */
export const partnerHolders: Holders<PartnerActor> = {
  realm: "partner",
  issuer: "宽带商务合作伙伴",
  targetKind: "partnerPerson",
  find: (reader, by) => reader.partnerPerson.findFirst({ where: by }),
  change: async (reader, where, data) => (await reader.partnerPerson.updateMany({ where, data })).count,
  codesOf: (partnerPersonId) => ({ partnerPersonId }),
  actorOf: ({ id, name }) => ({ kind: "partner", id, name, sessionId: "", roles: [], partnerId: "" }),
};
