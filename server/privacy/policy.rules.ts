import type { PrivacySubject } from "../generated/prisma/enums";

/** DP5: the texts that everybody who signs in reads and agrees to, each with its own versions. */
export const policyKinds = ["privacy", "terms"] as const;
export type PolicyKind = (typeof policyKinds)[number];
/** The subject under which a person's word on each is kept. */
export const subjectOfKind = { privacy: "privacyPolicy", terms: "termsOfService" } as const satisfies Record<PolicyKind, PrivacySubject>;
export const isPolicyKind = (text: string): text is PolicyKind => policyKinds.some((kind) => kind === text);

export type Released = { kind: PolicyKind; policyVersion: number; isMaterial: boolean; validFrom: Date; withdrawnAt: Date | null };

const begun = (version: Released, now: Date) => version.withdrawnAt === null && version.validFrom <= now;
/** A later version never begins before an earlier one (`startsInOrder`), so the highest that has begun is in force. */
const highest = <V extends Released>(versions: readonly V[]): V | null => versions.reduce<V | null>((best, one) => (best && best.policyVersion > one.policyVersion ? best : one), null);

/** The version of a kind that is in force at an instant; null before the first. */
export const inForceOf = <V extends Released>(versions: readonly V[], kind: PolicyKind, now: Date): V | null => highest(versions.filter((one) => one.kind === kind && begun(one, now)));

/** The version that people must have agreed to by an instant: the last that changed something of weight. What only clears up the words is told. */
export const askedOf = <V extends Released>(versions: readonly V[], kind: PolicyKind, now: Date): V | null => highest(versions.filter((one) => one.kind === kind && one.isMaterial && begun(one, now)));

/** Kinds that have no text, neither in force nor about to be: a country that begins has none, and asks nobody for what is not there. */
export const missingOf = (versions: readonly Released[]): PolicyKind[] => policyKinds.filter((kind) => !versions.some((one) => one.kind === kind && one.withdrawnAt === null));

export type Owed = { kind: PolicyKind; /** What is agreed to: the text in force. */ version: number; /** What the person agreed to last; 0: nothing yet. */ agreedTo: number };

/**
 * What a person still has to agree to. Whoever signed in before a version began finishes what they are at and is asked the next time: a
 * form that is being filled in is never taken away from them.
 */
export function owedOf(versions: readonly Released[], { agreed, signedInAt, now }: { agreed: Readonly<Record<PolicyKind, number>>; signedInAt: Date; now: Date }): Owed[] {
  return policyKinds.flatMap((kind) => {
    const asked = askedOf(versions, kind, now);
    const current = inForceOf(versions, kind, now);
    if (!asked || !current || agreed[kind] >= asked.policyVersion || asked.validFrom > signedInAt) return [];
    return [{ kind, version: current.policyVersion, agreedTo: agreed[kind] }];
  });
}

/** Whether an agreement to these versions leaves nothing owed: each kind that is in force is named, with a version no older than the one that is asked for, and one that exists. */
export function isEnough(versions: readonly Released[], agreed: readonly { kind: PolicyKind; version: number }[], now: Date): boolean {
  return policyKinds.every((kind) => {
    const asked = askedOf(versions, kind, now);
    const named = agreed.filter((one) => one.kind === kind);
    if (!asked) return named.length === 0;
    return named.length === 1 && named.every(({ version }) => version >= asked.policyVersion && version <= (inForceOf(versions, kind, now)?.policyVersion ?? 0));
  });
}

/** How long before it begins a version of weight is out, so that people read it first. */
const NOTICE_DAYS = 7;

/** What is wrong with the instant from which a released version is to count: it follows those before it, and one of weight leaves time to read. */
export function startsInOrder(versions: readonly Released[], { kind, isMaterial, validFrom, now }: { kind: PolicyKind; isMaterial: boolean; validFrom: Date; now: Date }): "startBeforeOther" | "startTooSoon" | null {
  const before = versions.filter((one) => one.kind === kind && one.withdrawnAt === null);
  if (before.some((one) => one.validFrom >= validFrom)) return "startBeforeOther";
  return isMaterial && before.length > 0 && validFrom.getTime() < now.getTime() + NOTICE_DAYS * 86_400_000 ? "startTooSoon" : null;
}
