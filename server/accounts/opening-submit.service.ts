import type { z } from "zod";
import { recordAudit } from "../audit/audit.service";
import { type Tx, brokeConstraint } from "../db";
import { AppError, fieldError } from "../kernel/errors";
import { decideChannel } from "../ordering/channel.rules";
import { rulesInForce } from "../ordering/channel.service";
import { createHandOff } from "../ordering/hand-off.service";
import { once } from "../platforms/idempotency.service";
import { nextNumber } from "../platforms/number.service";
import type { OpeningAgreement } from "../privacy/agreement.schema";
import { isEnough } from "../privacy/policy.rules";
import { policyHeads } from "../privacy/policy.service";
import { openReview, withdrawReview } from "../review/task.service";
import type { Scope } from "../scope";
import { counterPapers, openingStatesBefore, submitProblems, underwayStates } from "./opening.rules";
import type { OpeningSubmitted, SubmitOpening } from "./opening.schema";
import { type OwnOpening, factsOf, hasAccount, isDraftNumber, mailApplicant, ownOpening } from "./opening.service";
import { staleBefore } from "./opening-token";
import { papersSaid } from "../notifications/said.words";
import { type Told, worded } from "../notifications/templates.rules";

/**
 * Refuses a second application of one company (AI17). Locks every application with this code first: each competitor's row
 * has its code committed before it is sent, so of two at once the later waits here and then sees the earlier.
 */
async function refuseTwin(tx: Tx, opening: OwnOpening): Promise<void> {
  const { id, creditCode } = opening;
  await tx.accountOpening.updateMany({ where: { creditCode }, data: { version: { increment: 0 } } });
  if (await hasAccount(tx, creditCode)) throw new AppError("RULE_REFUSED", { reasons: ["companyKnown"] });
  const other = await tx.accountOpening.findFirst({ where: { creditCode, state: { in: [...underwayStates] }, id: { not: id } }, select: { id: true } });
  if (other) throw new AppError("RULE_REFUSED", { reasons: ["companyApplying"] });
}

async function verdictOf(tx: Tx, scope: Scope, opening: OwnOpening) {
  const [{ version, set }, organization] = await Promise.all([rulesInForce(tx, scope.now()), tx.organization.findFirst({ where: { creditCode: opening.creditCode } })]);
  const verdict = decideChannel(set, {
    provinceId: opening.provinceId, operation: "openAccount", productClass: null, needsLine: false,
    isPostpaid: opening.payType === "postpaid", isBindingConfirmed: opening.bindingConfirmedAt !== null,
    isVerified: false, isFirstOrder: true, isIdentityRefused: organization?.isBlacklisted === true || organization?.verification === "refused",
    isWithinCeiling: false, firstYearFen: 0n, overdueDays: 0,
  });
  return { ...verdict, ruleSetVersion: version };
}

/**
 * Sends an application, new or mended: one per key. State, name reservation, review or hand-off, mail and audit record
 * commit together, with what its sender agreed to (DP5). Throws errors at fields for what is missing or a taken name, and RULE_REFUSED for a company that already
 * has an account or application here; then nothing has changed.
 */
export async function submitOpening(scope: Scope, token: string | null, { key, version, policies, offers }: z.output<typeof SubmitOpening>): Promise<z.output<typeof OpeningSubmitted>> {
  const { id } = await ownOpening(scope, scope.db, token);
  const input = { openingId: id, version };
  const texts = await policyHeads();
  return once(scope, { operation: "opening.submit", key, input }, async (tx) => {
    const now = scope.now();
    const opening = await ownOpening(scope, tx, token);
    const problems = submitProblems(factsOf(opening)) as Record<string, string>;
    if (Object.keys(problems).length > 0) throw new AppError("FIELDS_REFUSED", { fields: problems });
    if (!isEnough(texts, policies, now)) throw fieldError("policies", "policyChanged");
    await refuseTwin(tx, opening);
    const verdict = await verdictOf(tx, scope, opening);
    if (verdict.decision === "refuse") throw new AppError("RULE_REFUSED", { reasons: verdict.reasons });
    // Once staff have taken it up, a mended application goes back to the desk instead of to a counter again.
    const isHandOff = verdict.decision === "counter" && opening.channel === "portal";
    const state = isHandOff ? "handedOff" : "review";
    const isMended = opening.state === "returned";
    const number = isDraftNumber(opening.number) ? await nextNumber(tx, `K${opening.provinceId}`, "accountOpening", now) : opening.number;
    const moved = await tx.accountOpening.updateMany({
      where: { id, version, state: { in: ["draft", "returned"] } },
      data: {
        state, number, markedFields: [], returnText: null, ruleSetVersion: verdict.ruleSetVersion, acceptedTermsAt: now, submittedAt: now, decidedAt: null, updatedAt: now, version: { increment: 1 },
        reasonCodes: verdict.reasons, agreement: { policies, offers, at: now.toISOString(), ip: scope.ip } satisfies z.input<typeof OpeningAgreement>,
      },
    });
    if (moved.count === 0) throw new AppError("CHANGED_MEANWHILE");
    // After the write, which waited for whoever held the name until now: a customer made of it meanwhile is seen here.
    if (await tx.customer.findFirst({ where: { accountName: opening.accountName ?? "" }, select: { id: true } })) throw fieldError("accountName", "accountNameTaken");
    const handOffCode = isHandOff ? await handOff(tx, scope, opening, number) : null;
    if (!isHandOff) await toDesk(tx, scope, { ...opening, number }, { isMended, needsSecond: verdict.needsSecondReviewer });
    await recordAudit(tx, scope, "opening.submit", { kind: "accountOpening", id }, { provinceId: opening.provinceId, after: { number, state, companyName: opening.companyName, accountName: opening.accountName, payType: opening.payType, reasons: verdict.reasons, ruleNumber: verdict.ruleNumber, ruleSetVersion: verdict.ruleSetVersion } });
    return { number, state, handOffCode } as const;
  }).catch((error: unknown) => {
    if (brokeConstraint(error, "AccountOpening_name_reserved")) throw fieldError("accountName", "accountNameTaken");
    throw error;
  });
}

async function handOff(tx: Tx, scope: Scope, opening: OwnOpening, number: string): Promise<string> {
  const papers = counterPapers(opening);
  const { code } = await createHandOff(tx, scope, { kind: "opening", openingId: opening.id, provinceId: opening.provinceId, papers });
  await mailApplicant(tx, scope, opening, worded("opening.handedOff", { number, code, papers: papersSaid(papers) }));
  return code;
}

type Sent = Pick<OwnOpening, "id" | "provinceId" | "companyName" | "accountName" | "number" | "email" | "contactName">;

/** Puts an application before the province's clerks. */
async function toDesk(tx: Tx, scope: Scope, opening: Sent, { isMended, needsSecond }: { isMended: boolean; needsSecond: boolean }): Promise<void> {
  await openReview(tx, scope, {
    kind: "opening", openingId: opening.id, provinceId: opening.provinceId, needsSecond,
    title: `开户 · ${opening.companyName}${isMended ? "（已更正）" : ""}`, subtitle: `${opening.number} · ${opening.accountName ?? ""}`,
  });
  await mailApplicant(tx, scope, opening, worded("opening.submitted", { number: opening.number, company: opening.companyName }));
}

/** Takes an application up at the counter: handedOff → review, with the channel changed and "started online" kept. */
export async function openAtCounter(tx: Tx, scope: Scope, { openingId, channel }: { openingId: string; channel: "counter" | "hotline" | "accountManager" }): Promise<void> {
  const rows = await tx.accountOpening.updateManyAndReturn({ where: { id: openingId, state: "handedOff" }, data: { state: "review", channel, updatedAt: scope.now(), version: { increment: 1 } } });
  const opening = rows[0];
  if (!opening) throw new AppError("CHANGED_MEANWHILE");
  await toDesk(tx, scope, opening, { isMended: false, needsSecond: false });
}

/** The applicant takes the application back, until 97 has it; its name is free again and its review goes away. */
export async function withdrawOpening(scope: Scope, token: string | null, { key }: { key: string }): Promise<{ isDone: true }> {
  const { id } = await ownOpening(scope, scope.db, token);
  return once(scope, { operation: "opening.withdraw", key, input: { openingId: id } }, async (tx) => {
    const opening = await ownOpening(scope, tx, token);
    await endOpening(tx, scope, opening, worded("opening.withdrawn", {}));
    return { isDone: true } as const;
  });
}

type Ending = Pick<OwnOpening, "id" | "provinceId" | "email" | "contactName" | "state">;

async function endOpening(tx: Tx, scope: Scope, opening: Ending, told: Told): Promise<void> {
  const moved = await tx.accountOpening.updateMany({ where: { id: opening.id, state: { in: openingStatesBefore("withdrawn") } }, data: { state: "withdrawn", passwordHash: null, decidedAt: scope.now(), updatedAt: scope.now(), version: { increment: 1 } } });
  if (moved.count === 0) throw new AppError("CHANGED_MEANWHILE");
  await withdrawReview(tx, scope, { openingId: opening.id });
  await mailApplicant(tx, scope, opening, told);
  await recordAudit(tx, scope, "opening.withdraw", { kind: "accountOpening", id: opening.id }, { provinceId: opening.provinceId, before: { state: opening.state } });
}

const RETURN_DAYS = 10;

/** Ends applications returned ten days ago or handed off with a code that ran out, so that their names are free again, and deletes drafts left for 30 days. Returns how many. */
export async function expireOpenings(scope: Scope): Promise<number> {
  const now = scope.now();
  const handOffs = await scope.db.handOff.findMany({ where: { kind: "opening", openedAt: null, expiresAt: { lt: now } }, select: { openingId: true }, orderBy: { expiresAt: "desc" }, take: 200 });
  const late = await scope.db.accountOpening.findMany({
    where: { OR: [{ state: "returned", decidedAt: { lt: new Date(now.getTime() - RETURN_DAYS * 86_400_000) } }, { state: "handedOff", submittedAt: { lt: new Date(now.getTime() - 15 * 86_400_000) }, id: { in: handOffs.flatMap(({ openingId }) => (openingId ? [openingId] : [])) } }] },
    take: 50,
  });
  for (const opening of late) {
    await scope.transaction((tx) => endOpening(tx, scope, opening, worded("opening.expired", { number: opening.number })));
  }
  const stale = await scope.db.accountOpening.findMany({ where: { state: "draft", updatedAt: { lt: staleBefore(now) } }, select: { id: true }, take: 50 });
  const ids = stale.map(({ id }) => id);
  await scope.transaction(async (tx) => {
    await tx.document.deleteMany({ where: { openingId: { in: ids }, customerId: null } });
    await tx.accountOpening.deleteMany({ where: { id: { in: ids }, state: "draft" } });
  });
  return late.length + stale.length;
}
