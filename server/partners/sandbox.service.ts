import { randomBytes, randomUUID } from "node:crypto";
import type { z } from "zod";
import { openSandboxCompany } from "../accounts/sandbox-company.service";
import { recordAudit } from "../audit/audit.service";
import { hashPassword, sha256 } from "../crypto";
import { dbFor } from "../db";
import { env } from "../env";
import { AppError } from "../kernel/errors";
import { balanceIn } from "../ledger/ledger.service";
import { bookDeposit } from "../payments/deposit.service";
import { clockOffsetMs } from "../platforms/clock.service";
import { countTry } from "../platforms/limit.service";
import { pageUrl } from "../platforms/page-url";
import { NATIONAL_SCOPE, SANDBOX_PLATFORM } from "../platforms/province.rules";
import { type PartnerActor, type Scope, scopeFor } from "../scope";
import type { AddTestMoney, SandboxAccess, SandboxView } from "./desk.schema";
import { sandboxAccountName } from "./partner.rules";

const TEST_MONEY_FEN = 5_000_000n;
const MOST_A_DAY = 20;

const there = (scope: Scope<PartnerActor>) => scopeFor(SANDBOX_PLATFORM, scope.actor, scope);

async function partnerOf({ db, actor }: Scope<PartnerActor>) {
  const partner = await db.partner.findFirst({ where: { id: actor.partnerId } });
  if (!partner) throw new AppError("NOT_FOUND");
  return partner;
}

async function companyOf(scope: Scope<PartnerActor>) {
  const { code } = await partnerOf(scope);
  return dbFor(SANDBOX_PLATFORM).customer.findFirst({ where: { accountName: sandboxAccountName(code) }, select: { id: true, accountName: true } });
}

/** IN9: the partner's own company in the sandbox, its test money, and the sandbox's clock. */
export async function sandboxView(scope: Scope<PartnerActor>): Promise<z.output<typeof SandboxView>> {
  const [company, offset] = await Promise.all([companyOf(scope), clockOffsetMs(SANDBOX_PLATFORM)]);
  const balance = company && (await balanceIn(dbFor(SANDBOX_PLATFORM), company.id));
  return { signInUrl: pageUrl(SANDBOX_PLATFORM, "/account/login"), now: (await there(scope)).now(), isMoved: offset !== 0, mayMove: env().DEMO === "on", company: company && balance && { accountName: company.accountName, cashFen: balance.cashFen, heldFen: balance.heldFen } };
}

/** Six signs of a made-up credit code, another for each partner's code. */
function serialOf(code: string): string {
  const signs = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  let rest = BigInt(`0x${sha256(code).slice(0, 12)}`);
  return Array.from({ length: 6 }, () => {
    const sign = signs[Number(rest % 31n)] ?? "0";
    rest /= 31n;
    return sign;
  }).join("");
}

/** IN9: opens the partner's company in the sandbox, or gives its owner a new password, shown once; company, owner and record commit together. */
export async function accessSandbox(scope: Scope<PartnerActor>, given?: { password: string }): Promise<z.output<typeof SandboxAccess>> {
  const partner = await partnerOf(scope);
  const person = await scope.db.partnerPerson.findFirst({ where: { id: scope.actor.id }, select: { email: true } });
  const password = given?.password ?? randomBytes(12).toString("base64url");
  const passwordHash = await hashPassword(password);
  const sandbox = await there(scope);
  const accountName = sandboxAccountName(partner.code);
  await sandbox.transaction(async (tx) => {
    const { customerId } = await openSandboxCompany(tx, sandbox, { accountName, companyName: `${partner.name}（沙箱）`, serial: serialOf(partner.code), contactName: scope.actor.name, contactEmail: person?.email ?? "nobody@sandbox.example", passwordHash });
    await recordAudit(tx, sandbox, "sandbox.access", { kind: "customer", id: customerId }, { customerId });
  });
  return { accountName, password };
}

/** IN9: more test money for the partner's company, once per key. It is no money: nothing of the sandbox leaves it. */
export async function addTestMoney(scope: Scope<PartnerActor>, { key }: z.output<typeof AddTestMoney>): Promise<void> {
  const company = await companyOf(scope);
  if (!company) throw new AppError("NOT_FOUND");
  await countTry(dbFor(NATIONAL_SCOPE), [{ key: `sandboxMoney:${scope.actor.partnerId}`, max: MOST_A_DAY, windowSeconds: 86_400 }]);
  await bookDeposit(await there(scope), { key, customerId: company.id, amountFen: TEST_MONEY_FEN, source: "bankTransfer", reference: `TEST-${key}`, note: "沙箱测试金" });
}

/** A demonstration's partner with its company and money, as the desk would give them. */
export async function prepareSandbox(scope: Scope<PartnerActor>, password: string): Promise<void> {
  await accessSandbox(scope, { password });
  await addTestMoney(scope, { key: randomUUID() });
}
