/** What a contract says: everything that is printed, so that a hash over it speaks for all of it (OR20). Sums in fen as text. */
export type ContractDocument = {
  provinceName: string;
  order: { number: string; versionNumber: number; operation: string; submittedAt: string; channel: string };
  company: { name: string; creditCode: string; accountName: string; payType: string };
  items: { name: string; seats: number; seatName: string; isPart: boolean; monthlyFen: string; firstBillFen: string; discounts: string[] }[];
  firstBillFen: string;
  monthlyFen: string;
  contract: { version: number; title: string; body: string };
  accepted: { name: string; at: string; ip: string };
};

export const contractFileName = ({ number, versionNumber }: { number: string; versionNumber: number }) => `服务合同-${number}${versionNumber > 1 ? `-第${versionNumber}次提交` : ""}.pdf`;
/** A hash in groups of eight, as a person compares it. */
export const groupedHash = (hash: string): string => hash.match(/.{1,8}/g)?.join(" ") ?? "";

/** What an uploaded file turned out to be. `changed`: sealed by us, and altered since. `unknownSeal`: whole, but by a key that is not ours. */
export const sealFindings = ["genuine", "changed", "unknownSeal", "notSealed"] as const;
export type SealFinding = (typeof sealFindings)[number];

/** Of an order that was refused, taken back or not sent there is no contract. */
export const sealedStates = ["acknowledged", "pending", "held", "inProgress", "completed", "partial"] as const;

/** As they are printed; a contract is never in another language than its text. */
export const operationNouns: Partial<Record<string, string>> = { order: "订购产品", change: "变更套餐", seats: "增减使用数量" };
export const channelNouns = { portal: "网上营业厅", counter: "营业厅", hotline: "10060 热线", accountManager: "客户经理" } as const;
export const payNouns = { prepaid: "预付费", postpaid: "后付费" } as const;
