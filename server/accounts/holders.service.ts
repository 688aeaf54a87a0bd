import type { Holders } from "../factors/holders";

/** A company's people of one platform as people with a second factor. */
export const personHolders = (platformId: string): Holders => ({
  realm: "customer",
  scopeId: platformId,
  issuer: "宽带商务",
  targetKind: "person",
  find: async (reader, by) => {
    const person = await reader.person.findFirst({ where: { ...by, isSuspended: false } });
    return person && { ...person, email: person.email ?? person.phone ?? person.name };
  },
  change: async (reader, where, data) => (await reader.person.updateMany({ where, data })).count,
  codesOf: (personId) => ({ personId }),
});
