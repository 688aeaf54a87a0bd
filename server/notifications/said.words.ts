import type { AccountManager } from "../accounts/manager.rules";
import { memberRoleNames } from "../accounts/member.words";
import type { CounterPaper } from "../accounts/opening.rules";
import type { PaymentChannel } from "../generated/prisma/enums";
import { relationshipBlockerWords } from "../group/relationship.words";
import type { RelationshipBlocker } from "../group/relationship.schema";
import type { TransferBlocker } from "../group/transfer.schema";
import { blockerWords } from "../group/transfer.words";
import type { CustomerRole } from "../kernel/permissions";
import { type OrderOperationName, orderNouns, unchangedWords } from "../ordering/order.rules";
import { channelWords, failureText } from "../payments/payment.words";
import type { refuseReasons } from "../review/review.rules";
import { reviewWords } from "../review/review.words";
import { type Both, joined } from "./template.rules";

/** Words of ours that messages name, in each language: the Chinese is the pages' own, the English stands here. */
const english = {
  noun: { order: "order", change: "change", seats: "change", suspend: "request for a pause", resume: "request to end a pause", cancel: "cancellation", close: "request to close the account" } satisfies Record<OrderOperationName, string>,
  unchanged: { order: "", change: "The product keeps the plan and the quantity that it has.", seats: "The product keeps the plan and the quantity that it has.", suspend: "The product can be used as usual.", resume: "The product is still paused.", cancel: "The product can be used as usual.", close: "The account can be used as usual." } satisfies Record<OrderOperationName, string>,
  role: { owner: "company administrator", buyer: "buyer", approver: "approver", finance: "finance officer", itAdmin: "IT administrator", reader: "reader", employee: "employee" } satisfies Record<CustomerRole, string>,
  refusal: { identityRefused: "the company could not be verified", notEligible: "the product's conditions are not met", duplicate: "it was asked for before", outsideArea: "it is outside our area of service", riskRefused: "it did not pass our risk review", other: "another reason" } satisfies Record<(typeof refuseReasons)[number], string>,
  channel: { card: "bank card", alipay: "Alipay", wechatPay: "WeChat Pay", bankTransfer: "bank transfer", counterCash: "cash at a service counter", provinceBilling: "the province's billing system", balance: "balance" } satisfies Record<PaymentChannel, string>,
  paper: {
    "营业执照副本（原件或加盖公章的复印件）": "the company's business licence (the original, or a copy with the company's seal)",
    经办人身份证件: "the identity paper of whoever comes",
    "法定代表人授权书（加盖公章）": "the legal representative's authorisation (with the company's seal)",
    现有付费账户的最近一期帐单: "the latest bill of the account that pays now",
  } satisfies Record<CounterPaper, string>,
  manager: { 商企客户专席: "the business customers' desk" } as Readonly<Record<string, string>>,
  hours: { "工作日 8:30–18:00": "working days 8:30–18:00", "每天 24 小时": "day and night" } satisfies Record<AccountManager["managerHours"], string>,
  transfer: {
    sameAccount: "the product is this account's already",
    otherCompany: "the two accounts are of different companies with contracts and fapiao of their own; the other company has to order it anew",
    otherProvince: "the two accounts are in different provinces",
    accountNotOpen: "one of the two accounts is not open",
    accountLeaving: "one of the two accounts is to stand alone before then",
    partOfBundle: "this is a product of a bundle; please move the whole bundle",
    productNotRunning: "the product is not running (one on trial, paused or being cancelled cannot be moved)",
    alreadyMoving: "a move of the product is arranged already",
    changeWaiting: "a change of the product waits for review or for its day; please wait until it is done, or undo it",
    overdue: "a bill of the product is overdue; please pay it first",
    notAuthorised: "the receiving child account is not authorised for this product",
    planNotAuthorised: "the receiving child account is not authorised for this plan",
    seatsUsedUp: "it would pass the quantity that the receiving child account is authorised for",
    overCap: "it would pass the limit of the receiving child account",
    numberTaken: "the employee number of somebody who holds a seat is another person's in the receiving account; please correct it first",
    balanceTooLow: "the balance of the receiving account does not cover the first month",
  } satisfies Record<TransferBlocker, string>,
  relationship: {
    alreadyAsked: "a request to join or to leave is under way already",
    otherProvince: "the two accounts are in different provinces and cannot belong to one group",
    accountNotOpen: "the account is not open",
    parentNotOpen: "the parent company's account is not open",
    notVerified: "the company is not verified yet",
    hasParent: "whom the account belongs to has changed meanwhile",
    hasChildren: "the account has child accounts of its own; please let them leave first",
    parentIsChild: "a child account cannot have child accounts",
    tooManyChildren: "there are as many child accounts as there may be",
    labelTaken: "another child account has this name already",
    neverSignedIn: "the administrator of the child account has never signed in; please hand it over first",
    approvalsOpen: "orders wait for the parent company's approval; please approve them or take them back first",
    ordersHeldByParent: "orders for which the parent's balance is set aside are under way; please wait until they are done, or cancel them",
    transfersAfter: "products are to move after that day; please call those moves off first",
    billsOverdue: "bills are overdue; please pay them first",
  } satisfies Record<RelationshipBlocker, string>,
} as const;

const failures: Readonly<Record<string, string>> = {
  insufficient_funds: "The card does not have enough money.",
  expired_card: "The card has expired.",
  incorrect_cvc: "The card's security code is wrong.",
  processing_error: "The bank cannot process it at the moment.",
  authentication_required: "The bank asks the holder to confirm it.",
  payment_intent_authentication_failure: "The bank's check was not passed.",
  payment_method_provider_decline: "The payment platform did not complete it.",
  lost_card: "The bank declined this card.",
  stolen_card: "The bank declined this card.",
  monthCeiling: "The month's ceiling is reached.",
  noCard: "The card was removed.",
  providerRefused: "The payment channel did not accept it.",
  underReview: "What we know of the payment differs from what the channel says; our finance people are checking it.",
};

const both = (chinese: string, inEnglish: string): Both => ({ "zh-CN": chinese, en: inEnglish });

export const nounSaid = (operation: OrderOperationName): Both => both(orderNouns[operation], english.noun[operation]);
/** What stays as it was, for words that ask whether it is of a running product. */
export const unchangedSaid = (operation: OrderOperationName): { isChange: boolean; unchanged: Both } => ({ isChange: operation !== "order", unchanged: both(unchangedWords(operation), english.unchanged[operation]) });
export const roleSaid = (role: CustomerRole): Both => both(memberRoleNames[role], english.role[role]);
/** Why a clerk said no: what they chose, and what they typed to it. */
export const refusalSaid = (reason: (typeof refuseReasons)[number], typed: string): Both => both(`${reviewWords.refuse[reason]}：${typed}`, `${english.refusal[reason]}: ${typed}`);
/** Who looks after a company, and when: a colleague by name, or a desk of ours. */
export const managerSaid = ({ managerName, managerHours }: Pick<AccountManager, "managerName" | "managerHours">): { manager: Both; hours: Both } => ({ manager: both(managerName, english.manager[managerName] ?? managerName), hours: both(managerHours, english.hours[managerHours]) });
export const papersSaid = (papers: readonly CounterPaper[]): Both => joined(papers.map((paper) => both(paper, english.paper[paper])));
export const channelSaid = (channel: PaymentChannel): Both => both(channelWords[channel], english.channel[channel]);
export const failureSaid = (code: string | null): Both => both(failureText(code), failures[code ?? ""] ?? "The bank or the payment platform declined it.");
export const transferBlockersSaid = (blockers: readonly TransferBlocker[]): Both => joined(blockers.map((one) => both(blockerWords[one], english.transfer[one])), "reasons");
export const relationshipBlockersSaid = (blockers: readonly RelationshipBlocker[]): Both => joined(blockers.map((one) => both(relationshipBlockerWords[one], english.relationship[one])), "reasons");
