import { z } from "zod";
import { customerRoles } from "../kernel/permissions";

export const AccountMe = z.object({
  person: z.object({ name: z.string(), email: z.string().nullable(), phone: z.string().nullable() }),
  /** A clerk of the operator sees these pages, for this case and until then (BO4). */
  view: z.object({ ticketNumber: z.string(), until: z.date() }).nullable(),
  /** Came by the company's own sign-in: for this account alone. */
  isByCompany: z.boolean(),
  role: z.enum(customerRoles),
  membershipId: z.uuid(),
  permissions: z.array(z.string()),
  customer: z.object({
    companyName: z.string(), accountName: z.string(), payType: z.enum(["prepaid", "postpaid"]), state: z.enum(["open", "suspended", "closeAsked", "settling", "closed", "purged"]),
    provinceId: z.string(), provinceName: z.string(), verification: z.enum(["unverified", "verified", "refused", "expired"]),
    managerName: z.string(), managerPhone: z.string(), managerHours: z.string(),
    /** What the parent calls it, and the parent's account; of one that stands alone empty and null. */
    label: z.string(), parentAccountName: z.string().nullable(),
  }),
  /** Accounts that this person may work for (AI8). */
  accounts: z.number(),
  /** Unread notices of the person; 100 stands for more (NT8). */
  unreadNotices: z.number(),
  /** Lines that wait in the open cart (OR16). */
  cartLines: z.number(),
  /** Whether new policies are still to be agreed to; put off until the next sign-in, they keep nobody from reading and paying (DP5). */
  policies: z.enum(["agreed", "owed", "putOff"]),
  /** Requests that wait for the owner; 0 for everybody else. */
  waitingRequests: z.number(),
  licenceExpiresOn: z.date().nullable(),
  /** From which day the company wants a second factor of every member; null: of its owner alone. */
  secondFactorFrom: z.iso.date().nullable(),
  /** Today in the business zone, by the scope's clock: what "soon" is measured from. */
  today: z.iso.date(),
});
export type AccountMe = z.infer<typeof AccountMe>;

export const CompanyView = AccountMe.shape.customer.extend({
  creditCode: z.string(), industry: z.string(), staffBand: z.string(), address: z.string(), licenceExpiresOn: z.date().nullable(),
  contactName: z.string(), contactPhone: z.string(), contactEmail: z.string(), accountNumber97: z.string().nullable(), openedAt: z.date(),
  boundAccountNumber: z.string().nullable(), boundHolderName: z.string().nullable(), bindingConfirmedAt: z.date().nullable(),
  papers: z.array(z.object({ id: z.uuid(), kind: z.enum(["licence", "contactIdentity", "agentLetter", "other"]), fileName: z.string(), uploadedAt: z.date() })),
  /** The last licence handed in since the account was opened, and what became of it. */
  newLicence: z.object({ fileName: z.string(), uploadedAt: z.date(), review: z.enum(["waiting", "verified", "refused"]), reviewText: z.string().nullable() }).nullable(),
});
export type CompanyView = z.infer<typeof CompanyView>;

export const MemberView = z.object({ id: z.uuid(), name: z.string(), email: z.string().nullable(), role: z.enum(customerRoles), isActive: z.boolean(), /** Has never signed in for this account. */ isInvited: z.boolean(), isMe: z.boolean(), /** Whether they have one, not which; told to the owner alone. */ hasSecondFactor: z.boolean().nullable(), createdAt: z.date() });
export type MemberView = z.infer<typeof MemberView>;

/** AI8: one account that the person may work for. */
export const OwnAccount = z.object({ membershipId: z.uuid(), companyName: z.string(), label: z.string(), accountName: z.string(), role: z.enum(customerRoles), state: AccountMe.shape.customer.shape.state, isCurrent: z.boolean() });
export type OwnAccount = z.infer<typeof OwnAccount>;
/** PC9: an account whose rows the person sees. */
export const VisibleAccount = z.object({ customerId: z.uuid(), name: z.string() });
export type VisibleAccount = z.infer<typeof VisibleAccount>;
export const SwitchAccount = z.strictObject({ membershipId: z.uuid() });

/** AI11: one line of the binding list. */
export const BindingRow = z.object({ id: z.uuid(), accountName: z.string(), applicationAccount: z.string(), productName: z.string(), administratorName: z.string(), boundAt: z.date() });
export type BindingRow = z.infer<typeof BindingRow>;

export const JoinRequestView = z.object({ id: z.uuid(), name: z.string(), email: z.string(), phone: z.string(), note: z.string(), state: z.enum(["asked", "accepted", "refused"]), createdAt: z.date(), decidedAt: z.date().nullable() });
export type JoinRequestView = z.infer<typeof JoinRequestView>;
export const DecideJoin = z.strictObject({ key: z.uuid(), requestId: z.uuid(), isAccepted: z.boolean() });

const LicencePaper = z.object({ id: z.uuid(), kind: z.enum(["licence", "contactIdentity", "agentLetter", "other"]), fileName: z.string(), uploadedAt: z.date() });
/** AI4: a new licence beside what the company had, for the review desk. */
export const LicenceForReview = z.object({
  customerId: z.uuid(), accountName: z.string(), companyName: z.string(), creditCode: z.string(), address: z.string(), verification: AccountMe.shape.customer.shape.verification,
  currentExpiresOn: z.date().nullable(), newExpiresOn: z.date().nullable(), paper: LicencePaper, earlier: z.array(LicencePaper),
});
export type LicenceForReview = z.infer<typeof LicenceForReview>;
