import { z } from "zod";
import type { BusinessDay } from "../kernel/calendar";

/** One report of the AP: all that one of its users used on a day. Fields may be added within a version, so it is not strict. */
const UsageRecord = z.object({
  sequence: z.int().min(1).max(Number.MAX_SAFE_INTEGER),
  metric: z.string().min(1).max(64),
  usedOn: z.iso.date(),
  userName: z.string().trim().min(1).max(100),
  quantity: z.int().min(0).max(1_000_000),
});
export type UsageRecord = z.output<typeof UsageRecord>;

const UsageAnswer = z.object({ businessId: z.string(), records: z.array(UsageRecord).max(500), hasMore: z.boolean() });

export type ReadAnswer = { kind: "records"; records: UsageRecord[]; hasMore: boolean } | { kind: "tryAgain"; reason: string };

/** What an AP's answer to a reading means: whole and about the product that was asked for, or "try again", never half of it. */
export function readUsageAnswer(businessId: string, status: number, body: unknown): ReadAnswer {
  if (status === 0) return { kind: "tryAgain", reason: "没有答复" };
  if (status !== 200) return { kind: "tryAgain", reason: `HTTP ${status}` };
  const parsed = UsageAnswer.safeParse(body);
  if (!parsed.success || parsed.data.businessId !== businessId) return { kind: "tryAgain", reason: "无法识别的答复" };
  const { records, hasMore } = parsed.data;
  // A page that says "more" but brings nothing on would be asked for again and again.
  return { kind: "records", records, hasMore: hasMore && records.length > 0 };
}

/** The reports before the first of a day that has not come: that one waits until its day, and what follows it too, so that none is lost. */
export function readyReports(records: readonly UsageRecord[], today: BusinessDay): UsageRecord[] {
  const early = records.findIndex(({ usedOn }) => usedOn > today);
  return early < 0 ? [...records] : records.slice(0, early);
}

export type Life = { startedOn: BusinessDay; endsOn: BusinessDay | null };

/**
 * The reports that count: of a metered component, on a day of the product's life, and of several for the same day
 * and user the AP's last one. The others are given back apart, for the log.
 */
export function sortReports(records: readonly UsageRecord[], componentIds: readonly string[], { startedOn, endsOn }: Life): { counted: UsageRecord[]; strange: UsageRecord[] } {
  const isOurs = ({ metric, usedOn }: UsageRecord) => componentIds.includes(metric) && usedOn >= startedOn && (endsOn === null || usedOn <= endsOn);
  const last = new Map<string, UsageRecord>();
  for (const record of records.filter(isOurs)) {
    const key = JSON.stringify([record.metric, record.usedOn, record.userName]);
    if (record.sequence > (last.get(key)?.sequence ?? 0)) last.set(key, record);
  }
  return { counted: [...last.values()], strange: records.filter((record) => !isOurs(record)) };
}

/** The place in the AP's order up to which a page has brought its reports. */
export const positionAfter = (position: bigint, records: readonly UsageRecord[]): bigint => records.reduce((top, { sequence }) => (BigInt(sequence) > top ? BigInt(sequence) : top), position);
