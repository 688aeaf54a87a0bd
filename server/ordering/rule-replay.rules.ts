import { z } from "zod";
import { type ChannelRules, RecordedFacts, channelDecisions, decideChannel, factsOfRecord } from "./channel.rules";

const Outcome = z.object({ decision: z.enum(channelDecisions), needsSecondReviewer: z.boolean() });
export type Outcome = z.output<typeof Outcome>;

/** Orders that went from one outcome to another, with the first few as examples. */
export const ReplayGroup = z.object({ from: Outcome, to: Outcome, count: z.number(), examples: z.array(z.object({ orderId: z.uuid(), number: z.string(), provinceId: z.string() })) });
export type ReplayGroup = z.output<typeof ReplayGroup>;

export const REPLAY_DAYS = 30;
const EXAMPLES = 5;

/** An order as it was decided, with what the rules of its day asked of a second reviewer. */
export type DecidedOrder = { id: string; number: string; provinceId: string; was: Outcome; facts: unknown };
export type ReplayTally = { done: number; withoutFacts: number; changed: number; groups: ReplayGroup[] };

const isSame = (a: Outcome, b: Outcome) => a.decision === b.decision && a.needsSecondReviewer === b.needsSecondReviewer;

/** BO5: a batch of orders decided by other rules, added to what earlier batches gave. Orders without readable facts are only counted. */
export function replayBatch(set: ChannelRules, tally: ReplayTally, orders: readonly DecidedOrder[]): ReplayTally {
  const groups = tally.groups.map((group) => ({ ...group, examples: [...group.examples] }));
  let [withoutFacts, changed] = [tally.withoutFacts, tally.changed];
  for (const { id, number, provinceId, was, facts } of orders) {
    const read = RecordedFacts.safeParse(facts);
    if (!read.success) {
      withoutFacts += 1;
      continue;
    }
    const { decision, needsSecondReviewer } = decideChannel(set, factsOfRecord(read.data));
    const to = { decision, needsSecondReviewer };
    if (isSame(was, to)) continue;
    changed += 1;
    let group = groups.find((one) => isSame(one.from, was) && isSame(one.to, to));
    if (!group) groups.push((group = { from: was, to, count: 0, examples: [] }));
    group.count += 1;
    if (group.examples.length < EXAMPLES) group.examples.push({ orderId: id, number, provinceId });
  }
  return { done: tally.done + orders.length, withoutFacts, changed, groups };
}
