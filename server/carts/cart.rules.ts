import type { CapVerdict, CapWish, WishesBefore } from "../authority/cap.rules";

/** OR16: lines of a cart that are still to be ordered, and accounts that one form takes. */
export const MOST_LINES = 50;
/** OR17: carts that one account keeps. */
export const MOST_CARTS = 200;
/** OR17: days that a link to a cart lives. */
export const LINK_DAYS = 30;
const DAY_MS = 86_400_000;

export const cartLineStates = ["ready", "approval", "counter", "changed", "blocked"] as const;
export type CartLineState = (typeof cartLineStates)[number];

type Price = { monthlyFen: bigint; ceilingFen: bigint };

/** Whether a price is another than what was accepted. The first bill is not compared: it is less each day of a month by itself. */
export const isPriceChanged = (seen: Price, now: Price): boolean => seen.monthlyFen !== now.monthlyFen || seen.ceilingFen !== now.ceilingFen;

type Line = { isRefused: boolean; isChanged: boolean; isForCounter: boolean; caps: CapVerdict["outcome"] };

/** What would become of a line if it were sent now; a refusal comes before everything, a changed price before what it would lead to. */
export function cartLineState({ isRefused, isChanged, isForCounter, caps }: Line): CartLineState {
  if (isRefused || caps === "refused") return "blocked";
  if (isChanged) return "changed";
  if (isForCounter) return "counter";
  return caps === "approval" ? "approval" : "ready";
}

/** Whether a line may be sent as it is. */
export const maySend = (state: CartLineState): boolean => state !== "blocked" && state !== "changed";

const nothing: CapWish = { monthFen: 0n, recurringFen: 0n };
const plus = (a: CapWish, b: CapWish): CapWish => ({ monthFen: a.monthFen + b.monthFen, recurringFen: a.recurringFen + b.recurringFen });

/** What the lines before one add to what its account and its group have taken on, in the order in which they are sent. */
export class Tally {
  private readonly accounts = new Map<string, CapWish>();
  private group = nothing;
  private readonly cash = new Map<string, bigint>();

  before(accountId: string): WishesBefore {
    return { account: this.accounts.get(accountId) ?? nothing, group: this.group };
  }

  count(accountId: string, wish: CapWish): void {
    this.accounts.set(accountId, plus(this.before(accountId).account, wish));
    this.group = plus(this.group, wish);
  }

  /** How much a purse lacks for one more sum, in fen, and 0 when it has it; what it has is taken. */
  take(purseId: string, hasFen: bigint, amountFen: bigint): bigint {
    const left = (this.cash.get(purseId) ?? hasFen) - amountFen;
    if (left < 0n) return -left;
    this.cash.set(purseId, left);
    return 0n;
  }
}

/** OR17: until when a link that is made now lives, and whether one still does. */
export const linkEnd = (now: Date): Date => new Date(now.getTime() + LINK_DAYS * DAY_MS);
export const isLinkAlive = ({ endedAt, expiresAt }: { endedAt: Date | null; expiresAt: Date }, now: Date): boolean => endedAt === null && expiresAt > now;
