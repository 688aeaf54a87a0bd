import { z } from "zod";

/** TMF Money with its value as decimal text, so that no sum passes through a float. */
const Money = z.object({ unit: z.literal("CNY"), value: z.string().regex(/^\d{1,10}\.\d{2}$/) });

export const ProvincePayment = z.object({ id: z.string().min(1).max(64), paymentDate: z.iso.datetime(), account: z.object({ id: z.string().min(1).max(64) }), totalAmount: Money, correlatorId: z.string().max(64).nullable() });
export type ProvincePayment = z.infer<typeof ProvincePayment>;
/** Rows are read one by one: a malformed one is a difference, and takes no other with it. */
export const PaymentPageAnswer = z.object({ payments: z.array(z.unknown()).max(500), cursor: z.string().regex(/^\d{0,12}$/), hasMore: z.boolean() });
export const DayPaymentsAnswer = z.object({ payments: z.array(z.unknown()).max(20_000) });
export const DayBillsAnswer = z.object({ bills: z.array(z.object({ id: z.string(), billNo: z.string(), taxIncludedAmount: Money })).max(20_000) });

/** Fen of a decimal text with two places, by its digits alone. */
export const fenOf = (value: string): bigint => BigInt(value.replace(".", ""));

/** Decimal text of fen. */
export function decimalOf(fen: bigint): string {
  const size = (fen < 0n ? -fen : fen).toString().padStart(3, "0");
  return `${fen < 0n ? "-" : ""}${size.slice(0, -2)}.${size.slice(-2)}`;
}

type BillHere = { id: string; number: string; totalFen: bigint };
type BillThere = { id: string; billNo: string; fen: bigint };
export type BillDifference = { kind: "billMissingThere" | "billUnknownHere" | "billAmount"; reference: string; oursFen: bigint | null; theirsFen: bigint | null };

/** BI20: where a day's bills differ: `mine` must be among `theirs`, and each of `theirs` of the day among all of mine. */
export function billDifferences(mine: readonly BillHere[], theirs: readonly BillThere[], known: ReadonlyMap<string, BillHere>): BillDifference[] {
  const there = new Map(theirs.map((bill) => [bill.id, bill]));
  const missing = mine.filter((bill) => !there.has(bill.id)).map((bill): BillDifference => ({ kind: "billMissingThere", reference: bill.number, oursFen: bill.totalFen, theirsFen: null }));
  const others = theirs.flatMap((bill): BillDifference[] => {
    const here = known.get(bill.id);
    if (!here) return [{ kind: "billUnknownHere", reference: bill.billNo, oursFen: null, theirsFen: bill.fen }];
    return here.totalFen === bill.fen ? [] : [{ kind: "billAmount", reference: bill.billNo, oursFen: here.totalFen, theirsFen: bill.fen }];
  });
  return [...missing, ...others];
}
