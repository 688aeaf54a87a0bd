import { accountPeriodOf, addDays, businessDayOf, dayOf, formatDay, formatMonth } from "../kernel/calendar";
import type { BillDocument } from "./bill.schema";
import { documentStateWords } from "./bill.words";

export const billFormats = ["csv", "xlsx", "pdf"] as const;
export type BillFormat = (typeof billFormats)[number];

type Line = BillDocument["lines"][number];
export type ProductGroup = { title: string; lines: Line[]; netFen: bigint; taxFen: bigint; grossFen: bigint };

/** 1234.50 from 123450n, by digits alone. */
export function yuanOf(fen: bigint): string {
  const size = fen < 0n ? -fen : fen;
  return `${fen < 0n ? "-" : ""}${size / 100n}.${(size % 100n).toString().padStart(2, "0")}`;
}

/** "6" from 600 basis points, "6.5" from 650. */
export const percentOf = (basisPoints: number): string => String(basisPoints / 100);

/** "2026年5月" */
export const periodWords = ({ periodFrom }: Pick<BillDocument, "periodFrom">): string => formatMonth(dayOf(periodFrom));

const productTitle = (line: Pick<Line, "specificationName" | "offeringName">): string => [line.specificationName, line.offeringName].filter(Boolean).join(" ") || "帐户";

export const billFileName = (bill: BillDocument, format: BillFormat): string => `帐单-${periodWords(bill)}-${bill.number}.${format}`;

/** What every document says of the bill before its lines, in reading order. */
export function billFacts(bill: BillDocument): { term: string; value: string }[] {
  const { from, to } = accountPeriodOf(dayOf(bill.periodFrom));
  return [
    { term: "帐单编号", value: bill.number },
    { term: "账期", value: `${formatDay(from)} 至 ${formatDay(addDays(to, -1))}` },
    { term: "企业名称", value: bill.companyName },
    { term: "统一社会信用代码", value: bill.creditCode },
    { term: "企业帐号", value: bill.accountName },
    { term: "出帐日", value: bill.sentAt ? formatDay(businessDayOf(bill.sentAt)) : "未发布" },
    { term: "缴费截止日", value: formatDay(dayOf(bill.dueOn)) },
    { term: "状态", value: documentStateWords[bill.state] },
  ];
}

/** Lines under the product they charge for, products and lines in the order of the bill. */
export function groupByProduct(lines: readonly Line[]): ProductGroup[] {
  const groups = new Map<string, ProductGroup>();
  for (const line of lines) {
    const title = productTitle(line);
    const key = line.productId ?? `\0${title}`;
    const group = groups.get(key) ?? { title, lines: [], netFen: 0n, taxFen: 0n, grossFen: 0n };
    if (group.lines.length === 0) groups.set(key, group);
    group.lines.push(line);
    group.netFen += line.netFen;
    group.taxFen += line.taxFen;
    group.grossFen += line.grossFen;
  }
  return [...groups.values()];
}
