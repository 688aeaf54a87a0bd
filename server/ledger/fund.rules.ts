type Funds = { cashFen: bigint; heldFen: bigint; /** What came from a parent and has not gone back. */ receivedFen: bigint };

const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);
const orNone = (fen: bigint): bigint => (fen > 0n ? fen : 0n);

/** PC10: the most that may go down to a child, in fen: min(own cash less received cash, available cash). Money that was received goes nowhere further. */
export const mostDown = ({ cashFen, heldFen, receivedFen }: Funds): bigint => orNone(least(cashFen + heldFen - receivedFen, cashFen));

/** PC10: the most that may come back from a child, in fen: min(what it received over this link and has not given back, its available cash). */
export const mostBack = ({ cashFen, receivedFen }: Pick<Funds, "cashFen" | "receivedFen">): bigint => orNone(least(receivedFen, cashFen));

/** What of a company's available cash is its own to have paid out: all but what it received and still has to give back. */
export const ownCash = ({ cashFen, receivedFen }: Pick<Funds, "cashFen" | "receivedFen">): bigint => orNone(cashFen - receivedFen);
