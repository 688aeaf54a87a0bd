import { z } from "zod";

export const SaveCompanySignIn = z.strictObject({
  issuer: z.string().trim().min(1, { error: "issuerWrong" }).max(200, { error: "issuerWrong" }),
  clientId: z.string().trim().regex(/^[\x21-\x7e]{1,200}$/, { error: "clientIdWrong" }),
  /** Empty keeps the one that is there. */
  secret: z.string().trim().regex(/^[\x21-\x7e]{0,500}$/, { error: "clientSecretWrong" }),
});
export const CompanySignInState = z.object({
  /** What the company registers at its issuer. */
  redirectUri: z.string(),
  signIn: z.object({
    issuer: z.string(), clientId: z.string(), isOn: z.boolean(), isTested: z.boolean(), testedAt: z.date().nullable(), testedEmail: z.string().nullable(),
    changedByName: z.string(), changedAt: z.date(), people: z.number(),
  }).nullable(),
  /** The owner has proven themselves in the last minutes, so may change it. */
  isProven: z.boolean(),
  hasPasskey: z.boolean(),
});
export type CompanySignInState = z.infer<typeof CompanySignInState>;
/** What the way to the issuer and back carries in the browser's sealed cookie. */
export const Errand = z.object({ signInId: z.uuid(), version: z.number(), state: z.string(), nonce: z.string(), verifier: z.string(), base: z.string(), to: z.string(), /** Of the owner who tests it; null for a sign-in. */ testSessionId: z.uuid().nullable(), until: z.number() });
export type Errand = z.infer<typeof Errand>;
