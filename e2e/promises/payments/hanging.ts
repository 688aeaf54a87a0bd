import { randomUUID } from "node:crypto";
import { dbFor } from "../../../server/db";
import { until } from "../kit/crash";
import { type Stand } from "../kit/stand";
import { approvedLine, switchAp } from "../processes";

const db = () => dbFor("SD");
const MINUTE_MS = 60_000;

/** The product's own clock, which demonstrations may move. */
async function moveClock(stand: Stand, offsetMs: number): Promise<void> {
  await stand.owner(`insert into "DemoClock" (platform_id, id, "offsetMs", "changedBy", "changedAt") values ('ZX', $1, $2, 'promises', now())`, [randomUUID(), offsetMs]);
}

type Standing = { held: number; opened: number; released: number; takenUnopened: number };

/** Where the money and the product of these orders are, from the ledger itself. */
async function standingOf(stand: Stand, lineIds: readonly string[]): Promise<Standing> {
  const [row] = await stand.owner<Record<keyof Standing, string>>(
    `with o as (
       select s."orderId" as id, exists (select 1 from "Journal" j where j.kind = 'hold' and j."extRef" like s."orderId" || ':%') as held,
         exists (select 1 from "Journal" j where j.kind = 'take' and j."extRef" like s."orderId" || ':%') as taken,
         exists (select 1 from "Journal" j where j.kind = 'release' and j."extRef" like s."orderId" || ':%') as released,
         exists (select 1 from "Product" p where p."orderId" = s."orderId" and p.state = 'active') as opened
       from "ServiceOrder" s where s.id = any($1::uuid[]))
     select count(*) filter (where held and not taken and not released) as held, count(*) filter (where taken and opened) as opened,
       count(*) filter (where released and not taken and not opened) as released, count(*) filter (where taken and not opened) as "takenUnopened" from o`,
    [lineIds],
  );
  return { held: Number(row?.held), opened: Number(row?.opened), released: Number(row?.released), takenUnopened: Number(row?.takenUnopened) };
}

/** Row 19: an AP that says no, and one that is away for fifteen minutes of the product's clock. */
export async function neverHanging(stand: Stand): Promise<void> {
  const EACH = 6;
  await switchAp(stand, { refuseNext: EACH });
  const refused: string[] = [];
  for (let n = 0; n < EACH; n += 1) refused.push(await approvedLine());
  await until(async () => (await standingOf(stand, refused)).released === EACH, 30);
  await switchAp(stand, { refuseNext: 0, failAlways: true });
  const delayed: string[] = [];
  for (let n = 0; n < EACH; n += 1) delayed.push(await approvedLine());
  // After three calls in vain the rest are held back, and one in a while asks whether the AP is there again.
  const triesSoFar = async () => (await db().serviceOrder.findMany({ where: { id: { in: delayed } } })).reduce((sum, { attempt }) => sum + attempt, 0);
  const wereTried = (times: number) => until(async () => (await triesSoFar()) >= times, 25);
  const tried = [await wereTried(3)];
  const during = await standingOf(stand, delayed);
  // The AP's tries are one minute and then five minutes apart; the next after fifteen minutes is the thirty-sixth's.
  for (const [times, minutes] of [[4, 1.1], [5, 6.3]] as const) {
    await moveClock(stand, minutes * MINUTE_MS);
    tried.push(await wereTried(times));
  }
  await moveClock(stand, 15 * MINUTE_MS);
  const atFifteen = await standingOf(stand, [...refused, ...delayed]);
  await switchAp(stand, { failAlways: false });
  await moveClock(stand, 37 * MINUTE_MS);
  await until(async () => (await standingOf(stand, delayed)).held === 0, 60);
  const end = await standingOf(stand, [...refused, ...delayed]);
  const keys = (await db().serviceOrder.findMany({ where: { id: { in: [...refused, ...delayed] } }, select: { requestKey: true } })).map(({ requestKey }) => requestKey);
  const { effects } = (await (await fetch(`${stand.env.AP_URL}/_effects`)).json()) as { effects: { key: string }[] };
  const opened = effects.filter(({ key }) => keys.includes(key)).length;
  await moveClock(stand, 0);
  stand.judge("19 paid is never left hanging: an AP that says no has its money released, one that is away opens later", end.held === 0 && end.takenUnopened === 0 && atFifteen.takenUnopened === 0 && end.released === EACH && end.opened === EACH && opened === EACH, `${end.released} released, ${end.opened} opened (${opened} at the AP), ${end.held} still held, ${end.takenUnopened} taken without a product; at 15 minutes ${atFifteen.held} held, ${atFifteen.takenUnopened} taken without a product`);
  stand.judge("19 the attack bites: while the AP is away the money of its orders is seen to wait", during.held === EACH && during.opened === 0 && tried.every(Boolean), `${during.held} held, ${tried.filter(Boolean).length} rounds of tries in vain`);
}
