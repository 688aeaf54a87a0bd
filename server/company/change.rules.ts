/** Data of a company that it may ask to have changed, in the order in which it is read out (AI18). The credit code is not among them: another code is another company. */
const contactFields = ["contactName", "contactPhone", "contactEmail", "industry", "staffBand"] as const;
/** What only papers prove, so that a clerk decides. */
const provenFields = ["companyName", "address", "licenceExpiresOn"] as const;
export const changeFields = [...provenFields, ...contactFields] as const;
export type ChangeField = (typeof changeFields)[number];
export type CompanyData = Record<ChangeField, string>;

/** Without an end, of a licence's last day. */
export const NO_END = "none";

/** AI18: what differs of the fields that were given: before and after, side by side. Empty when nothing does. */
export function differenceOf(now: CompanyData, wanted: Partial<CompanyData>): { before: Partial<CompanyData>; after: Partial<CompanyData> } {
  const changed = changeFields.filter((field) => wanted[field] !== undefined && wanted[field] !== now[field]);
  return { before: Object.fromEntries(changed.map((field) => [field, now[field]])), after: Object.fromEntries(changed.map((field) => [field, wanted[field]])) };
}
