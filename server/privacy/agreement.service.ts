import type { z } from "zod";
import { recordAudit } from "../audit/audit.service";
import { type Reader, type Tx, brokeConstraint } from "../db";
import type { PrivacyAct, PrivacySubject, PrivacyWay } from "../generated/prisma/enums";
import { AppError, fieldError } from "../kernel/errors";
import { type Permission, whileOwingPolicies } from "../kernel/permissions";
import { pageAfter, pageOf } from "../paging";
import { once } from "../platforms/idempotency.service";
import { SANDBOX_PLATFORM } from "../platforms/province.rules";
import type { CustomerActor, Scope } from "../scope";
import type { AgreePolicies, ListWords, OwedPolicies, OwnConsents, SayConsent, WordPage } from "./agreement.schema";
import { OpeningAgreement } from "./agreement.schema";
import { type ConsentPurpose, type Word, consentPurposeNames, lastWord, mayServe } from "./consent.rules";
import { type Owed, type PolicyKind, type Released, inForceOf, isEnough, owedOf, policyKinds, subjectOfKind } from "./policy.rules";
import { type PolicyHead, policyHeads, recentHeads } from "./policy.service";

const PAGE = 20;
const wordFields = { subject: true, sequence: true, act: true, policyVersion: true, way: true, at: true } as const;
const wordsOf = (db: Reader, personId: string, subject?: PrivacySubject): Promise<Word[]> => db.partyPrivacyAgreement.findMany({ where: { personId, ...(subject ? { subject } : {}) }, orderBy: { sequence: "desc" }, select: wordFields });

type NewWord = { personId: string; subject: PrivacySubject; act: PrivacyAct; policyVersion: number; way: PrivacyWay; at: Date; ip: string };

/** Adds a person's word after the last one that was read. Throws CHANGED_MEANWHILE when another came first. */
async function addWord(tx: Tx, words: readonly Word[], word: NewWord): Promise<void> {
  const sequence = (lastWord(words, word.subject)?.sequence ?? 0) + 1;
  await tx.partyPrivacyAgreement.create({ data: { ...word, sequence } }).catch((error: unknown) => {
    throw brokeConstraint(error, "PartyPrivacyAgreement_platform_id_personId_subject_sequence_key") ? new AppError("CHANGED_MEANWHILE") : error;
  });
}

const agreedTo = (words: readonly Word[]) => Object.fromEntries(policyKinds.map((kind) => [kind, Math.max(0, ...words.filter(({ subject }) => subject === subjectOfKind[kind]).map(({ policyVersion }) => policyVersion))])) as Record<PolicyKind, number>;

/** What the signed-in person still owes, with all versions; nothing for whoever did not sign in here: a clerk's view, a machine, a partner's test company. */
async function owedBy({ db, actor, platformId, now }: Scope<CustomerActor>): Promise<{ owed: Owed[]; versions: PolicyHead[] }> {
  if (!actor.signedInAt || platformId === SANDBOX_PLATFORM) return { owed: [], versions: [] };
  const [versions, words] = await Promise.all([recentHeads(), wordsOf(db, actor.id)]);
  return { owed: owedOf(versions, { agreed: agreedTo(words), signedInAt: actor.signedInAt, now: now() }), versions };
}

/** DP5: whether somebody still has to agree before they order and change things. */
export const owesPolicies = async (scope: Scope<CustomerActor>): Promise<boolean> => (await owedBy(scope)).owed.length > 0;

/**
 * DP5: the one gate before whatever a company's people begin anew, asked by `customerProcedure` and by what takes files: throws POLICY_OWED for
 * whoever still has to agree. Reading, paying and leaving go on.
 */
export async function refuseOwing(scope: Scope<CustomerActor>, permission: Permission): Promise<void> {
  if (!whileOwingPolicies.includes(permission) && (await owesPolicies(scope))) throw new AppError("POLICY_OWED");
}

/** DP5: what is asked of the signed-in person before they go on, and what each text says anew since the one that they know. */
export async function owedPolicies(scope: Scope<CustomerActor>): Promise<OwedPolicies> {
  const { owed, versions } = await owedBy(scope);
  const rows = owed.flatMap(({ kind, version, agreedTo: known }) => {
    const current = versions.find((one) => one.kind === kind && one.policyVersion === version);
    const since = versions.filter((one) => one.kind === kind && one.withdrawnAt === null && one.policyVersion > known && one.policyVersion <= version);
    return current ? [{ kind, version, agreedTo: known, title: current.title, validFrom: current.validFrom, changes: known === 0 ? [] : since.map(({ policyVersion, summary, validFrom }) => ({ version: policyVersion, summary, validFrom })) }] : [];
  });
  return { name: scope.actor.name, isFirst: rows.every((row) => row.agreedTo === 0), mayExport: scope.actor.isByCompany !== true, owed: rows };
}

/** The privacy policy that describes what purposes are for now; 0: none is in force. To be asked before a transaction. */
export const privacyVersion = async ({ now }: Pick<Scope, "now">): Promise<number> => inForceOf(await policyHeads(), "privacy", now())?.policyVersion ?? 0;

/**
 * DP5: agrees to the texts that the page showed, each a row with version, instant, address and way; once per key. Throws an error at
 * `policies` when a version is not the one that is asked for any more.
 */
export async function agreePolicies(scope: Scope<CustomerActor>, { key, policies }: z.output<typeof AgreePolicies>): Promise<{ isDone: true }> {
  const { id: personId, customerId } = scope.actor;
  // Read before the transaction: the country's texts stand behind another connection.
  const versions = await policyHeads();
  return once(scope, { operation: "policy.agree", key, input: policies }, async (tx) => {
    await agreeAs(tx, versions, { personId, policies, way: "signIn", at: scope.now(), ip: scope.ip });
    await recordAudit(tx, scope, "policy.agree", { kind: "person", id: personId }, { customerId, after: policies });
    return { isDone: true } as const;
  });
}

type Agreeing = { personId: string; policies: readonly { kind: PolicyKind; version: number }[]; way: PrivacyWay; at: Date; ip: string };
async function agreeAs(tx: Tx, versions: readonly Released[], { policies, ...who }: Agreeing): Promise<void> {
  const words = await wordsOf(tx, who.personId);
  const known = agreedTo(words);
  // A kind that was agreed to already need not be named again.
  const all = policyKinds.flatMap((kind) => [...policies.filter((one) => one.kind === kind), ...(known[kind] > 0 ? [{ kind, version: known[kind] }] : [])].slice(0, 1));
  if (!isEnough(versions, all, who.at)) throw fieldError("policies", "policyChanged");
  for (const { kind, version } of policies) if (known[kind] < version) await addWord(tx, words, { ...who, subject: subjectOfKind[kind], act: "given", policyVersion: version });
}

/** DP5: goes on without agreeing for as long as this sign-in lasts: to read, pay and take out what is one's own. */
export async function putOffPolicies(scope: Scope<CustomerActor>): Promise<{ isDone: true }> {
  return scope.transaction(async (tx) => {
    await tx.session.updateMany({ where: { id: scope.actor.sessionId }, data: { policiesPutOffAt: new Date() } });
    await recordAudit(tx, scope, "policy.putOff", { kind: "person", id: scope.actor.id }, { customerId: scope.actor.customerId });
    return { isDone: true } as const;
  });
}

/** Gives the person that was made of an application the words that they said with it; a word that they said meanwhile elsewhere stands. */
export async function keepOpeningAgreement(tx: Tx, personId: string, kept: unknown): Promise<void> {
  const agreement = OpeningAgreement.safeParse(kept).data;
  if (!agreement) return;
  const words = await wordsOf(tx, personId);
  const known = agreedTo(words);
  const said = { personId, way: "opening" as const, at: new Date(agreement.at), ip: agreement.ip };
  for (const { kind, version } of agreement.policies) if (known[kind] < version) await addWord(tx, words, { ...said, subject: subjectOfKind[kind], act: "given", policyVersion: version });
  const privacy = agreement.policies.find(({ kind }) => kind === "privacy")?.version ?? 0;
  if (agreement.offers && lastWord(words, "offers") === null) await addWord(tx, words, { ...said, subject: "offers", act: "given", policyVersion: privacy });
}

/** DP5: every consent of the signed-in person as it stands. */
export async function ownConsents(scope: Scope<CustomerActor>): Promise<OwnConsents> {
  const [versions, words, { owed }] = await Promise.all([policyHeads(), wordsOf(scope.db, scope.actor.id), owedBy(scope)]);
  const now = scope.now();
  return {
    policies: policyKinds.flatMap((kind) => {
      const current = inForceOf(versions, kind, now);
      const word = lastWord(words, subjectOfKind[kind]);
      return current ? [{ kind, title: current.title, inForce: current.policyVersion, isOwed: owed.some((one) => one.kind === kind), agreed: word && { version: word.policyVersion, at: word.at, way: word.way } }] : [];
    }),
    purposes: consentPurposeNames.map((purpose) => {
      const word = lastWord(words, purpose);
      return { purpose, isGiven: mayServe(words, purpose), sequence: word?.sequence ?? 0, at: word?.at ?? null, policyVersion: word?.policyVersion ?? 0, way: word?.way ?? null };
    }),
  };
}

/** DP5: every word that the signed-in person ever said, the last first. */
export async function listWords(scope: Scope<CustomerActor>, { cursor }: z.output<typeof ListWords>): Promise<z.output<typeof WordPage>> {
  const rows = await scope.db.partyPrivacyAgreement.findMany({ where: { personId: scope.actor.id }, orderBy: [{ at: "desc" }, { id: "desc" }], ...pageAfter(scope, PAGE, cursor), select: { ...wordFields, id: true, ip: true } });
  const { page, nextCursor } = pageOf(rows, PAGE);
  return { rows: page, nextCursor };
}

/**
 * DP5: gives a purpose, or takes it back; one purpose a call, once per key. With a push that is taken back every browser's address goes in
 * the same transaction. Throws CHANGED_MEANWHILE when the page showed an older word, RULE_REFUSED for a push that no browser was switched on for.
 */
export async function sayConsent(scope: Scope<CustomerActor>, { key, purpose, isGiven, after }: z.output<typeof SayConsent>): Promise<{ isDone: true }> {
  const { id: personId, customerId } = scope.actor;
  // Only the browser itself can agree to be pushed to; it says so where it is switched on.
  if (isGiven && purpose === "push") throw new AppError("RULE_REFUSED", { reasons: ["pushByDevice"] });
  const policyVersion = await privacyVersion(scope);
  return once(scope, { operation: "consent.say", key, input: { purpose, isGiven, after } }, async (tx) => {
    const words = await wordsOf(tx, personId, purpose);
    if ((lastWord(words, purpose)?.sequence ?? 0) !== after) throw new AppError("CHANGED_MEANWHILE");
    if (mayServe(words, purpose) !== isGiven) await say(tx, scope, words, { purpose, isGiven, way: "ownPage", policyVersion });
    if (purpose === "push") await tx.pushSubscription.deleteMany({ where: { personId } });
    await recordAudit(tx, scope, isGiven ? "consent.give" : "consent.withdraw", { kind: "person", id: personId }, { customerId, after: { purpose } });
    return { isDone: true } as const;
  });
}

type Saying = { purpose: ConsentPurpose; isGiven: boolean; way: PrivacyWay; policyVersion: number };
const say = (tx: Tx, scope: Scope<CustomerActor>, words: readonly Word[], { purpose, isGiven, ...said }: Saying) =>
  addWord(tx, words, { personId: scope.actor.id, subject: purpose, act: isGiven ? "given" : "withdrawn", ...said, at: scope.now(), ip: scope.ip });

/** DP5: a browser that is switched on or off is the person's word on pushes, with the caller's transaction: the first gives it, with the last it is taken back. */
export async function sayByDevice(tx: Tx, scope: Scope<CustomerActor>, policyVersion: number): Promise<void> {
  const [words, devices] = [await wordsOf(tx, scope.actor.id, "push"), await tx.pushSubscription.count({ where: { personId: scope.actor.id } })];
  if (mayServe(words, "push") !== devices > 0) await say(tx, scope, words, { purpose: "push", isGiven: devices > 0, way: "device", policyVersion });
}

/** Of some people, those who agree to a purpose now; asked where it is decided whether it is served. */
export async function whoAgreesTo(db: Reader, purpose: ConsentPurpose, personIds: readonly string[]): Promise<Set<string>> {
  if (personIds.length === 0) return new Set();
  const words = await db.partyPrivacyAgreement.findMany({ where: { personId: { in: [...personIds] }, subject: purpose }, select: { ...wordFields, personId: true } });
  return new Set(personIds.filter((id) => mayServe(words.filter(({ personId }) => personId === id), purpose)));
}
