/** 齐鲁经济 · 济南分公司: a company, and which of its accounts where it has several. */
export const accountTitle = ({ companyName, label }: { companyName: string; label: string }): string => (label === "" ? companyName : `${companyName} · ${label}`);
