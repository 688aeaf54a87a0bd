import { type Reader, dbFor } from "../db";
import type { PolicyText } from "../generated/prisma/client";
import { clockOffsetMs } from "../platforms/clock.service";
import { NATIONAL_SCOPE } from "../platforms/province.rules";
import { processWide } from "../process-wide";
import { type PolicyKind, type Released, inForceOf, policyKinds } from "./policy.rules";
import type { PolicyOutline, PolicyPageView } from "./policy.schema";

const heads = { id: true, kind: true, policyVersion: true, isMaterial: true, validFrom: true, withdrawnAt: true, title: true, summary: true } as const;
export type PolicyHead = Released & Pick<PolicyText, "id" | "title" | "summary">;

/** The country's released versions without their texts; one table for all platforms, some dozen rows in ten years. */
export const policyHeads = (db: Reader = dbFor(NATIONAL_SCOPE)): Promise<PolicyHead[]> => db.policyText.findMany({ orderBy: [{ kind: "asc" }, { policyVersion: "desc" }], select: heads });

const recent = processWide("policyHeads", () => ({ readAt: 0, heads: [] as PolicyHead[] }));
/**
 * The same, read at most once a second: asked with every page and every change of a company's people. While the country's database does not
 * answer, what it said last holds: a province's people are not kept out for it, since a version begins on a day that was known before.
 */
export async function recentHeads(): Promise<PolicyHead[]> {
  if (Date.now() - recent.readAt < 1000) return recent.heads;
  try {
    Object.assign(recent, { heads: await policyHeads(), readAt: Date.now() });
  } catch (error) {
    if (recent.readAt === 0) throw error;
  }
  return recent.heads;
}

const outlineOf = ({ policyVersion: version, summary, isMaterial, validFrom }: PolicyHead, now: Date, inForce: number): PolicyOutline => ({ version, summary, isMaterial, validFrom, standing: validFrom > now ? "waiting" : version === inForce ? "inForce" : "past" });

/**
 * DP5: a policy as public pages show it, at a version or as it is in force, with every other version that was in force or is to be. Null for
 * a version that does not exist or was withdrawn before it began.
 */
export async function policyPage(platformId: string, kind: PolicyKind, version: number | null): Promise<PolicyPageView | null> {
  const now = new Date(Date.now() + (await clockOffsetMs(platformId)));
  const versions = (await policyHeads()).filter((one) => one.kind === kind && one.withdrawnAt === null);
  const current = inForceOf(versions, kind, now);
  const shown = version === null ? current : versions.find((one) => one.policyVersion === version);
  if (!shown || !current) return null;
  const row = await dbFor(NATIONAL_SCOPE).policyText.findFirst({ where: { id: shown.id }, select: { body: true } });
  return row && { kind, title: shown.title, body: row.body, shown: outlineOf(shown, now, current.policyVersion), versions: versions.map((one) => outlineOf(one, now, current.policyVersion)) };
}

/** The versions in force on a platform now, by kind; none of a kind that has no text. */
export async function policiesInForce(now: Date): Promise<{ kind: PolicyKind; version: number; title: string }[]> {
  const versions = await policyHeads();
  return policyKinds.flatMap((kind) => {
    const current = inForceOf(versions, kind, now);
    return current ? [{ kind, version: current.policyVersion, title: current.title }] : [];
  });
}
