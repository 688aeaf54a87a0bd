import type { Reader } from "../db";
import type { CustomerActor, PartnerActor, StaffActor } from "../scope";
import type { RealmName } from "../session";

/** Whoever signs in with a password and a second factor. */
export type FactorActor = StaffActor | PartnerActor | CustomerActor;

/** What is kept of such a person's sign-in, whatever table they stand in. */
export type Holder = { id: string; name: string; email: string; passwordHash: string | null; passwordVersion: number; totpSecret: string | null; pendingTotp: string | null; totpLastStep: bigint };
type Where = { id: string; passwordVersion?: number; totpSecret?: null; pendingTotp?: string | null; totpLastStep?: { lt: bigint } };
type Data = { passwordHash?: string; passwordVersion?: number | { increment: number }; totpSecret?: string | null; pendingTotp?: string | null; totpLastStep?: bigint };

/** The people of one realm: staff, partners' and companies' people are kept apart and proven alike (AI12). */
export type Holders = {
  realm: RealmName;
  /** The scope whose database they stand in. */
  scopeId: string;
  /** What an authenticator calls the account. */
  issuer: string;
  /** What audit records call such a person. */
  targetKind: string;
  /** Someone who may sign in, or null. */
  find: (reader: Reader, by: { id: string }) => Promise<Holder | null>;
  /** Changes a person's row if it still is as `where` says; returns how many were changed. */
  change: (reader: Reader, where: Where, data: Data) => Promise<number>;
  codesOf: (id: string) => { staffId: string } | { partnerPersonId: string } | { personId: string };
};

/** People who show their second factor together with the password, and are found by their mailbox. */
export type DeskHolders = Holders & {
  find: (reader: Reader, by: { email: string } | { id: string }) => Promise<Holder | null>;
  /** Who acts before they are signed in. */
  actorOf: (holder: Holder) => FactorActor;
};
