import { randomUUID } from "node:crypto";
import { dbFor } from "../db";
import type { Partner, PartnerApplication } from "../generated/prisma/client";
import { businessDayOf } from "../kernel/calendar";
import { SANDBOX_PLATFORM } from "../platforms/province.rules";
import { launchToken } from "../provisioning/ap-request.rules";
import { callbackUrlFor } from "../provisioning/callback-url";
import { connectionTo } from "./connection.service";
import { type Facts, orderId } from "./pack.rules";

const FACTS: Readonly<Record<string, string>> = { administratorEmail: "admin@sandbox.example", contactNumber: "13800000000", installAddress: "沙箱市测试路 1 号 101 室", icpNumber: "鲁ICP备12345678号", currentNumber: "0531-81234567", companyIntroduction: "合作伙伴联调沙箱里的测试企业，没有真实业务，只用于契约测试。" };

/** A launch token lives by the machine's own clock. */
const seconds = () => Math.floor(Date.now() / 1000);

/** What a run sends: an order of the partner's company in the sandbox for the application's first plan; a product that is not in its catalogue yet has a plan of the test's own. */
export async function packFacts(application: PartnerApplication & { partner: Partner }, runId: string, now: Date): Promise<Facts> {
  const { specificationCode, partner } = application;
  const known = await dbFor(SANDBOX_PLATFORM).productSpecification.findFirst({ where: { code: specificationCode }, select: { openFacts: true, offerings: { orderBy: [{ sort: "asc" }, { id: "asc" }], take: 1, select: { code: true } } } });
  const domain = `${runId.replaceAll("-", "")}.sandbox.example`;
  const needed = (known?.openFacts ?? ["mailDomain", "administratorEmail"]).map((kind) => [kind, kind === "mailDomain" ? domain : (FACTS[kind] ?? "测试")]);
  const secret = connectionTo(application).secrets[0] ?? "";
  const facts: Facts = {
    runId, period: businessDayOf(now).slice(0, 7), businessId: null, launchToken: () => launchToken(secret, { jti: randomUUID(), businessId: facts.businessId ?? "", sub: "test", name: "测试人员", role: "user", iat: seconds(), exp: seconds() + 60 }),
    open: {
      serviceOrderId: orderId(runId, "open"), orderNumber: "TEST-open", platformId: SANDBOX_PLATFORM, provinceId: SANDBOX_PLATFORM,
      product: { specificationCode, offeringCode: known?.offerings[0]?.code ?? `${specificationCode}-TEST`, seats: 10, facts: { ...Object.fromEntries(needed), ...(needed.some(([kind]) => kind === "mailDomain") ? { domain } : {}) } },
      company: { name: `${partner.name}（沙箱）`, creditCode: `91000000MA0${partner.code.slice(-6)}0` },
      administrator: { name: "沙箱管理员", email: "admin@sandbox.example", phone: "13800000000" },
      callbackUrl: callbackUrlFor(SANDBOX_PLATFORM),
    },
  };
  return facts;
}
