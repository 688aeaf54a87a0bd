import { randomUUID } from "node:crypto";
import type { z } from "zod";
import { hashPassword, sha256 } from "../crypto";
import { verifyPaymentAccount } from "../bss/bss.service";
import { type Reader, type Tx, brokeConstraint } from "../db";
import { type Prisma } from "../generated/prisma/client";
import { AppError, fieldError } from "../kernel/errors";
import { sendMail } from "../notifications/notification.service";
import { countTry } from "../platforms/limit.service";
import { SANDBOX_PLATFORM, provincesOf } from "../platforms/province.rules";
import { policiesInForce } from "../privacy/policy.service";
import type { Scope } from "../scope";
import { isAccountName, isCreditCode, passwordProblem, similarNames } from "./account.rules";
import { consumeCode, sendCode } from "./code.service";
import { type OpeningField, bindingOf, mayMend, bindingStateOf, submitProblems, underwayStates } from "./opening.rules";
import type { AccountNameAnswer, ConfirmEmail, ConfirmPhone, KeepDraft, OpeningStatus, OpeningView, SaveAccount, SaveCompany, SaveContact } from "./opening.schema";
import { pageUrl } from "../platforms/page-url";
import { openingToken, staleBefore } from "./opening-token";
import { type Told, worded } from "../notifications/templates.rules";

const papersToo = { documents: { select: { id: true, kind: true, fileName: true, mediaType: true, sizeBytes: true, uploadedAt: true, expiresOn: true }, orderBy: { id: "asc" } } } satisfies Prisma.AccountOpeningInclude;
export type OwnOpening = Prisma.AccountOpeningGetPayload<{ include: typeof papersToo }>;
const DRAFT_NUMBER = "draft-";

/** The application behind the applicant's secret. Throws NOT_FOUND for none, a foreign one and a draft left for 30 days alike. */
export async function ownOpening(scope: Scope, db: Reader, token: string | null): Promise<OwnOpening> {
  const opening = token === null ? null : await db.accountOpening.findFirst({ where: { resumeHash: sha256(token) }, include: papersToo });
  if (!opening || (opening.state === "draft" && opening.updatedAt < staleBefore(scope.now()))) throw new AppError("NOT_FOUND");
  return opening;
}

/** Begins an application in a province of this platform; returns the secret for the applicant's cookie. */
export async function startOpening(scope: Scope, { provinceId }: { provinceId: string }): Promise<{ token: string }> {
  // The sandbox's companies are its partners' (IN9).
  if (scope.platformId === SANDBOX_PLATFORM) throw new AppError("FORBIDDEN");
  if (!provincesOf(scope.platformId).some((province) => province.id === provinceId)) throw new AppError("NOT_FOUND");
  await countTry(scope.db, [{ key: `opening:start:${scope.ip}`, max: 300, windowSeconds: 3600 }]);
  const id = randomUUID();
  const token = openingToken(scope.platformId, id);
  const now = scope.now();
  await scope.db.accountOpening.create({ data: { id, number: `${DRAFT_NUMBER}${id}`, provinceId, resumeHash: sha256(token), createdAt: now, updatedAt: now } });
  return { token };
}

export const isDraftNumber = (number: string) => number.startsWith(DRAFT_NUMBER);

/** True when a company with this code has an account on this platform (AI17). */
export async function hasAccount(db: Reader, creditCode: string): Promise<boolean> {
  if (!isCreditCode(creditCode)) return false;
  return (await db.customer.findFirst({ where: { organization: { creditCode }, state: { notIn: ["closed", "purged"] } }, select: { id: true } })) !== null;
}

export const factsOf = (opening: OwnOpening) => ({
  ...opening,
  binding: bindingStateOf(opening),
  isPhoneConfirmed: opening.phoneConfirmedAt !== null,
  isEmailConfirmed: opening.emailConfirmedAt !== null,
  hasPassword: opening.passwordHash !== null,
  paperKinds: opening.documents.map((paper) => paper.kind),
});

async function statusOf(db: Reader, opening: OwnOpening): Promise<OpeningStatus> {
  const { number, state, provinceId, companyName, accountName, email, version, returnText, markedFields, submittedAt, decidedAt, openedAt, createdAt } = opening;
  const handOff = state === "handedOff" ? await db.handOff.findFirst({ where: { openingId: opening.id }, orderBy: { createdAt: "desc" } }) : null;
  return {
    number: isDraftNumber(number) ? null : number, state, provinceId, companyName, accountName, email, version, returnText, markedFields, submittedAt, decidedAt, openedAt, createdAt,
    reasons: opening.reasonCodes,
    handOff: handOff && { code: handOff.code, expiresAt: handOff.expiresAt, papers: handOff.papers, isOpened: handOff.openedAt !== null },
  };
}

async function viewOf({ db, now }: Pick<Scope, "db" | "now">, opening: OwnOpening): Promise<OpeningView> {
  const { step, creditCode, industry, staffBand, address, contactName, contactPhone, payType, documents: papers } = opening;
  const { isLegalRepresentative, binding, isPhoneConfirmed, isEmailConfirmed, hasPassword, ...rest } = factsOf(opening);
  return {
    ...(await statusOf(db, opening)),
    step, creditCode, industry, staffBand, address, isLegalRepresentative, contactName, contactPhone, isPhoneConfirmed, isEmailConfirmed, hasPassword,
    payType, paymentAccountNumber: opening.paymentAccountNumber ?? "", paymentHolderName: opening.paymentHolderName ?? "", binding, papers,
    policies: await policiesInForce(now()),
    isKnownCompany: (opening.state === "draft" || opening.state === "returned") && (await hasAccount(db, creditCode)),
    problems: submitProblems({ ...rest, isLegalRepresentative, isPhoneConfirmed, isEmailConfirmed, hasPassword }),
  };
}

export async function openingOrNull(scope: Scope, token: string | null): Promise<OwnOpening | null> {
  return ownOpening(scope, scope.db, token).catch((error: unknown) => {
    if (error instanceof AppError) return null;
    throw error;
  });
}

/** The applicant's own application, or null when the browser holds none. */
export async function myOpening(scope: Scope, token: string | null): Promise<OpeningView | null> {
  const opening = await openingOrNull(scope, token);
  return opening && viewOf(scope, opening);
}

export async function openingStatus(scope: Scope, token: string | null): Promise<OpeningStatus> {
  return statusOf(scope.db, await ownOpening(scope, scope.db, token));
}

type Data = Prisma.AccountOpeningUpdateManyMutationInput;

/** Writes what may still change; throws CHANGED_MEANWHILE when another tab or a clerk was first. */
async function write(scope: Scope, db: Reader, opening: OwnOpening, version: number, data: Data): Promise<void> {
  const moved = await db.accountOpening.updateMany({ where: { id: opening.id, version, state: { in: ["draft", "returned"] } }, data: { ...data, updatedAt: scope.now(), version: { increment: 1 } } });
  if (moved.count === 0) throw new AppError("CHANGED_MEANWHILE");
}

/** Only the fields that may be mended, and a new address or number counts as unconfirmed until its code came. */
function changesOf(opening: OwnOpening, fields: z.output<typeof KeepDraft>["fields"]): Data {
  const changed = Object.fromEntries(Object.entries(fields).filter(([name, value]) => value !== undefined && mayMend(opening, name as OpeningField) && value !== (opening[name as keyof OwnOpening] ?? "")));
  const isBindingTouched = ["payType", "paymentAccountNumber", "paymentHolderName"].some((name) => name in changed);
  return {
    ...changed,
    ...("contactPhone" in changed ? { phoneConfirmedAt: null } : {}),
    ...("email" in changed ? { emailConfirmedAt: null } : {}),
    ...(isBindingTouched ? { bindingConfirmedAt: null, bindingProblem: null } : {}),
  };
}

async function saveStep(scope: Scope, token: string | null, version: number, fields: z.output<typeof KeepDraft>["fields"], more: (opening: OwnOpening) => Data = () => ({})): Promise<OpeningView> {
  const opening = await ownOpening(scope, scope.db, token);
  await write(scope, scope.db, opening, version, { ...changesOf(opening, fields), ...more(opening) }).catch(nameAtItsField);
  return viewOf(scope, await ownOpening(scope, scope.db, token));
}

/** Another application reserved the name first; anything else stays what it was. */
function nameAtItsField(error: unknown): never {
  if (brokeConstraint(error, "AccountOpening_name_reserved")) throw fieldError("accountName", "accountNameTaken");
  throw error;
}

const onTo = (opening: OwnOpening, step: number): Data => (opening.step < step ? { step } : {});

/** Keeps what is being typed, right or not, so that a closed tab loses nothing. */
export async function keepDraft(scope: Scope, token: string | null, { version, fields }: z.output<typeof KeepDraft>): Promise<{ version: number }> {
  const { version: next } = await saveStep(scope, token, version, fields);
  return { version: next };
}

/** Step 1. Counted, since the answer tells whether a company has an account here. */
export async function saveCompany(scope: Scope, token: string | null, { version, ...fields }: z.output<typeof SaveCompany>): Promise<OpeningView> {
  await countTry(scope.db, [{ key: `opening:code:${sha256(token ?? "")}`, max: 60, windowSeconds: 900 }]);
  return saveStep(scope, token, version, fields, (opening) => onTo(opening, 2));
}

/** Step 2; both addresses must have been confirmed. What was typed is kept even when they are not. */
export async function saveContact(scope: Scope, token: string | null, { version, ...fields }: z.output<typeof SaveContact>): Promise<OpeningView> {
  const view = await saveStep(scope, token, version, fields);
  if (!view.isPhoneConfirmed) throw fieldError("contactPhone", "phoneNotConfirmed");
  if (!view.isEmailConfirmed) throw fieldError("email", "emailNotConfirmed");
  return saveStep(scope, token, view.version, {}, (opening) => onTo(opening, 3));
}

async function keepAddress(scope: Scope, token: string | null, field: "contactPhone" | "email", value: string): Promise<OwnOpening> {
  const opening = await ownOpening(scope, scope.db, token);
  if (!mayMend(opening, field)) throw new AppError("CHANGED_MEANWHILE");
  if (opening[field] !== value) await write(scope, scope.db, opening, opening.version, changesOf(opening, { [field]: value }));
  return opening;
}

/** AI16: keeps the number and sends it a code. */
export async function sendPhoneCode(scope: Scope, token: string | null, { phone }: { phone: string }): Promise<OpeningView> {
  await keepAddress(scope, token, "contactPhone", phone);
  await sendCode(scope, { purpose: "confirmPhone", subject: phone });
  return viewOf(scope, await ownOpening(scope, scope.db, token));
}

export async function confirmPhone(scope: Scope, token: string | null, { phone, code }: z.output<typeof ConfirmPhone>): Promise<OpeningView> {
  const opening = await ownOpening(scope, scope.db, token);
  await consumeCode(scope, { purpose: "confirmPhone", subject: phone, code });
  await write(scope, scope.db, opening, opening.version, { ...changesOf(opening, { contactPhone: phone }), phoneConfirmedAt: scope.now() });
  return viewOf(scope, await ownOpening(scope, scope.db, token));
}

export async function sendEmailCode(scope: Scope, token: string | null, { email }: { email: string }): Promise<OpeningView> {
  await keepAddress(scope, token, "email", email);
  await sendCode(scope, { purpose: "confirmEmail", subject: email });
  return viewOf(scope, await ownOpening(scope, scope.db, token));
}

/** Confirms the mailbox and sends the link by which another device goes on with this application. */
export async function confirmEmail(scope: Scope, token: string | null, { email, code }: z.output<typeof ConfirmEmail>): Promise<OpeningView> {
  const opening = await ownOpening(scope, scope.db, token);
  await consumeCode(scope, { purpose: "confirmEmail", subject: email, code });
  await scope.transaction(async (tx) => {
    await write(scope, tx, opening, opening.version, { ...changesOf(opening, { email }), emailConfirmedAt: scope.now() });
    if (opening.state === "draft") await mailApplicant(tx, scope, { ...opening, email }, worded("opening.kept", {}));
  });
  return viewOf(scope, await ownOpening(scope, scope.db, token));
}

type ToApplicant = Pick<OwnOpening, "id" | "email" | "provinceId" | "contactName">;

/** Mails the applicant about an application, with the link that opens it anywhere. Says nothing while there is no address. */
export async function mailApplicant(tx: Tx, scope: Scope, { id, email, provinceId, contactName }: ToApplicant, told: Told): Promise<void> {
  if (email === "") return;
  await sendMail(tx, scope, { ...told, recipient: email, provinceId, greets: contactName, url: pageUrl(provinceId, `/account/register/resume?token=${openingToken(scope.platformId, id)}`) });
}

/** AI1, AI2: whether a name is free on this platform; told to applicants only, and counted. */
export async function checkAccountName(scope: Scope, token: string | null, { accountName }: { accountName: string }): Promise<z.output<typeof AccountNameAnswer>> {
  const opening = await ownOpening(scope, scope.db, token);
  await countTry(scope.db, [
    { key: `opening:name:${opening.id}`, max: 30, windowSeconds: 300 },
    { key: `opening:name:ip:${scope.ip}`, max: 600, windowSeconds: 900 },
  ]);
  if (!isAccountName(accountName)) return { isFree: false, problem: "accountNameWrong", suggestions: [] };
  const wanted = [accountName, ...similarNames(accountName, opening.provinceId)];
  const taken = await takenNames(scope.db, wanted, opening.id);
  if (!taken.has(accountName)) return { isFree: true, problem: null, suggestions: [] };
  return { isFree: false, problem: "accountNameTaken", suggestions: wanted.filter((name) => !taken.has(name)).slice(0, 3) };
}

/** Which of these names a customer bears or another application has reserved; case counts. */
export async function takenNames(db: Reader, names: string[], exceptOpeningId?: string): Promise<Set<string>> {
  const [customers, openings] = await Promise.all([
    db.customer.findMany({ where: { accountName: { in: names } }, select: { accountName: true } }),
    db.accountOpening.findMany({ where: { accountName: { in: names }, state: { in: [...underwayStates] }, ...(exceptOpeningId ? { id: { not: exceptOpeningId } } : {}) }, select: { accountName: true } }),
  ]);
  return new Set([...customers, ...openings].flatMap(({ accountName }) => (accountName === null ? [] : [accountName])));
}

/**
 * Step 3. Keeps the name, the password's hash and the way of paying; for postpaid asks the province's billing system, after
 * everything was kept, and keeps its answer (AI5). Throws errors at fields for a name that is taken or a weak password.
 */
export async function saveAccount(scope: Scope, token: string | null, { version, password, ...fields }: z.output<typeof SaveAccount>): Promise<OpeningView> {
  const opening = await ownOpening(scope, scope.db, token);
  if (mayMend(opening, "accountName") && (await takenNames(scope.db, [fields.accountName], opening.id)).has(fields.accountName)) throw fieldError("accountName", "accountNameTaken");
  if (password === "" && opening.passwordHash === null) throw fieldError("password", "passwordMissing");
  const weak = password === "" ? null : passwordProblem(password, [fields.accountName, opening.email.split("@")[0] ?? ""]);
  if (weak) throw fieldError("password", weak);
  const passwordHash = password !== "" && mayMend(opening, "password") ? await hashPassword(password) : null;
  const saved = await saveStep(scope, token, version, fields, () => ({ ...(passwordHash ? { passwordHash } : {}), ...onTo(opening, 4) }));
  const isAsked = saved.payType === "postpaid" && saved.binding !== "confirmed" && mayMend(opening, "paymentAccountNumber");
  return isAsked ? askBilling(scope, token, saved) : saved;
}

async function askBilling(scope: Scope, token: string | null, saved: OpeningView): Promise<OpeningView> {
  const opening = await ownOpening(scope, scope.db, token);
  await countTry(scope.db, [{ key: `opening:binding:${opening.id}`, max: 10, windowSeconds: 900 }]);
  const answer = await verifyPaymentAccount({ platformId: scope.platformId, provinceId: opening.provinceId, accountNumber: saved.paymentAccountNumber, holderName: saved.paymentHolderName, key: randomUUID() }).catch(() => null);
  const binding = bindingOf(answer);
  await write(scope, scope.db, opening, saved.version, {
    bindingConfirmedAt: binding === "confirmed" ? scope.now() : null,
    bindingProblem: binding === "confirmed" ? null : binding,
  });
  return viewOf(scope, await ownOpening(scope, scope.db, token));
}
