import type { FapiaoSide, FapiaoState } from "../generated/prisma/enums";
import { splitTax } from "../kernel/money";
import { statesBefore } from "../kernel/states";

/** What may follow what (rules 4.4). After a red-letter asking came to nothing the fapiao stands, and may be asked about again. */
const nextStates = {
  asked: ["issued", "refused"],
  refused: [],
  issued: ["delivered", "redAsked"],
  delivered: ["redAsked"],
  redAsked: ["redConfirmed", "redRefused", "redWithdrawn", "redExpired"],
  redConfirmed: ["redIssued"],
  redRefused: ["redAsked"],
  redWithdrawn: ["redAsked"],
  redExpired: ["redAsked"],
  redIssued: [],
} as const satisfies Record<FapiaoState, readonly FapiaoState[]>;

export function mayBecome(from: FapiaoState, to: FapiaoState): boolean {
  return (nextStates[from] as readonly FapiaoState[]).includes(to);
}
/** States from which a state may be reached, for the guard in the write. */
export const sourcesOf = (to: FapiaoState): FapiaoState[] => statesBefore<FapiaoState>(nextStates, to);

/** States in which a fapiao covers what it names: that may not be invoiced again. */
export const standingStates: readonly FapiaoState[] = (Object.keys(nextStates) as FapiaoState[]).filter((state) => state !== "refused" && state !== "redIssued");

/** The other side must answer a red-letter asking within 72 hours. */
export const RED_ANSWER_MS = 72 * 3_600_000;

/** Who answers what one side asked for. */
export const otherSide = (side: FapiaoSide): FapiaoSide => (side === "customer" ? "operator" : "customer");

type Line = { id: string; billId: string; name: string; taxRateBp: number; paidFen: bigint; reducedFen: bigint };
export type Part = { rateId: string; billId: string; name: string; taxRateBp: number; grossFen: bigint; netFen: bigint; taxFen: bigint };

/** BI9, BI11: what a fapiao over some lines covers: of each line what is paid with money and not covered yet, its tax split by the line's own rate. */
export function partsOf(lines: readonly Line[], covered: ReadonlyMap<string, bigint>): Part[] {
  return lines.flatMap(({ id, billId, name, taxRateBp, paidFen, reducedFen }) => {
    const grossFen = paidFen - reducedFen - (covered.get(id) ?? 0n);
    return grossFen > 0n ? [{ rateId: id, billId, name, taxRateBp, grossFen, ...splitTax(grossFen, taxRateBp) }] : [];
  });
}

export function sumOf(parts: readonly Pick<Part, "grossFen" | "netFen" | "taxFen">[]) {
  const sum = (name: "grossFen" | "netFen" | "taxFen") => parts.reduce((total, part) => total + part[name], 0n);
  return { grossFen: sum("grossFen"), netFen: sum("netFen"), taxFen: sum("taxFen") };
}

/** The tax authority's number of an electronic fapiao: 20 digits. */
export const isInvoiceNumber = (text: string): boolean => /^\d{20}$/.test(text);
