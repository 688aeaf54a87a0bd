import { z } from "zod";
import { consentPurposeNames } from "./consent.rules";
import { policyKinds } from "./policy.rules";

const AgreedPolicy = z.strictObject({ kind: z.enum(policyKinds), version: z.int().positive() });
/** The texts that somebody agreed to, by the versions that they were shown. */
export const AgreedPolicies = z.array(AgreedPolicy).max(policyKinds.length);

/** What an applicant agreed to when they sent their application, for the person that is made of them. */
export const OpeningAgreement = z.object({ policies: z.array(AgreedPolicy), offers: z.boolean(), at: z.iso.datetime(), ip: z.string() });

export const AgreePolicies = z.strictObject({ key: z.uuid(), policies: AgreedPolicies.min(1, { error: "acceptPolicies" }) });
/** One purpose a call, so that none is given beside another; `after` is the last word that the page showed, 0 for none. */
export const SayConsent = z.strictObject({ key: z.uuid(), purpose: z.enum(consentPurposeNames), isGiven: z.boolean(), after: z.int().nonnegative() });
export const ListWords = z.strictObject({ cursor: z.uuid().optional() });

const subjects = ["privacyPolicy", "termsOfService", "offers", "push"] as const;
const ways = ["opening", "signIn", "ownPage", "device"] as const;
export const WordView = z.object({ id: z.uuid(), subject: z.enum(subjects), act: z.enum(["given", "withdrawn"]), policyVersion: z.number(), way: z.enum(ways), at: z.date(), ip: z.string() });
export type WordView = z.output<typeof WordView>;
export const WordPage = z.object({ rows: z.array(WordView), nextCursor: z.uuid().nullable() });

export const OwnConsents = z.object({
  policies: z.array(z.object({ kind: z.enum(policyKinds), title: z.string(), inForce: z.number(), isOwed: z.boolean(), agreed: z.object({ version: z.number(), at: z.date(), way: z.enum(ways) }).nullable() })),
  purposes: z.array(z.object({ purpose: z.enum(consentPurposeNames), isGiven: z.boolean(), sequence: z.number(), at: z.date().nullable(), policyVersion: z.number(), way: z.enum(ways).nullable() })),
});
export type OwnConsents = z.output<typeof OwnConsents>;

/** What somebody is asked to agree to before they go on, with what is new since they last did. */
export const OwedPolicies = z.object({
  name: z.string(),
  /** They agreed to earlier ones, or to none yet. */
  isFirst: z.boolean(),
  /** What is kept of them may be saved first; not by a company's own sign-in. */
  mayExport: z.boolean(),
  owed: z.array(z.object({ kind: z.enum(policyKinds), title: z.string(), version: z.number(), agreedTo: z.number(), validFrom: z.date(), changes: z.array(z.object({ version: z.number(), summary: z.string(), validFrom: z.date() })) })),
});
export type OwedPolicies = z.output<typeof OwedPolicies>;
