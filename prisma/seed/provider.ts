import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Service } from "../../e2e/simulators/ap/ap.schema";
import { reportsAfter } from "../../e2e/simulators/ap/usage";
import { type Db, dbFor } from "../../server/db";
import type { Scope } from "../../server/scope";
import type { AskUsage } from "../../server/usage/reading.service";

type Line = { service: Service; key: string };

/** The services of a platform's running products, as their provider holds them. */
async function servicesOf(db: Db, platformId: string): Promise<Line[]> {
  const products = await db.product.findMany({ where: { businessId: { not: null }, state: { in: ["active", "suspended"] } }, include: { applicationAccounts: true, suspensions: { where: { liftedAt: null } } } });
  const customers = await db.customer.findMany({ include: { organization: { select: { name: true } } } });
  const opened = await db.serviceOrder.findMany({ where: { operation: "open", state: "completed" } });
  return products.flatMap((product) => {
    const account = product.applicationAccounts[0];
    const line = opened.find((row) => row.orderItemId === product.orderItemId);
    if (!account || !line || !product.businessId) return [];
    const { provinceId, specificationCode, offeringCode, seats, businessId } = product;
    const stop = product.suspensions[0];
    const service: Service = {
      businessId, serviceOrderId: line.id, status: stop ? "suspended" : "active", platformId, provinceId, specificationCode, offeringCode, seats, facts: {}, companyName: customers.find((row) => row.id === product.customerId)?.organization.name ?? "",
      suspendCause: stop?.cause ?? null, openedAt: (line.completedAt ?? line.createdAt).toISOString(), suspendedAt: stop?.setAt.toISOString() ?? null, cancelledAt: null, exportUntil: null, erasedAt: null, erasureProof: null, administratorResets: 0,
      applicationAccount: { name: account.name, administratorName: account.administratorName, signInUrl: account.signInUrl },
    };
    return [{ service, key: line.requestKey }];
  });
}

/** What the stood-in provider would have answered to a reading of use at the scope's time. */
export function providerAnswer({ db, now }: Scope): AskUsage {
  return async (businessId, position) => {
    const product = await db.product.findFirstOrThrow({ where: { businessId } });
    const line = await db.serviceOrder.findFirstOrThrow({ where: { operation: "open", orderItemId: product.orderItemId } });
    const service = { businessId, specificationCode: product.specificationCode, openedAt: (line.completedAt ?? line.createdAt).toISOString(), suspendedAt: null, cancelledAt: null };
    return { status: 200, body: { businessId, ...reportsAfter(service, [], { after: Number(position), limit: 200, at: now().toISOString() }) } };
  };
}

/** Lets the stood-in provider remember what the demonstration's past opened there; does nothing where it has a memory of its own. */
export async function seedProvider(platformIds: readonly string[], simulatorsDir: string | undefined): Promise<void> {
  const file = simulatorsDir === undefined ? null : join(simulatorsDir, "ap.jsonl");
  if (file === null || existsSync(file)) return;
  writeMemory(file, (await Promise.all(platformIds.map((platformId) => servicesOf(dbFor(platformId), platformId)))).flat());
}

/** Writes a stand-in's memory: these services, each opened under its key. */
export function writeMemory(file: string, lines: readonly Line[]): void {
  mkdirSync(dirname(file), { recursive: true });
  const effectOf = ({ service, key }: Line) => ({ key, operation: "openService", at: service.openedAt, data: { businessId: service.businessId, serviceOrderId: service.serviceOrderId, service } });
  const answer = ({ service: { businessId, applicationAccount } }: Line) => ({ status: 200, body: { status: "active", businessId, applicationAccount } });
  writeFileSync(file, lines.map((line) => `${JSON.stringify({ type: "outcome", outcome: { key: line.key, operation: "openService", fingerprint: "", at: line.service.openedAt, request: {}, first: answer(line), answer: answer(line), settled: true }, effect: effectOf(line) })}\n`).join(""));
}
