import type { CustomerState, LaunchRule, ProductState, SuspensionCause } from "../generated/prisma/enums";
import type { BusinessDay } from "../kernel/calendar";

/** An authorisation of a child by its parent, as far as opening what it runs goes. */
export type Grant = { specificationCode: string | null; productClass: string | null; offeringCodes: readonly string[]; seatCeiling: number | null; startsOn: BusinessDay; endsOn: BusinessDay | null; withdrawnOn: BusinessDay | null };
type Granted = { specificationCode: string; productClass: string; offeringCode: string };

/**
 * Rules 4.3.G: a product of a child runs while its parent's word stands, and after it was withdrawn or ran out to the end of the account
 * period in which that was. A ceiling of 0 allows nothing.
 */
export function isAuthorised(grants: readonly Grant[], product: Granted, { today, periodFrom }: { today: BusinessDay; periodFrom: BusinessDay }): boolean {
  return grants.some((grant) =>
    (grant.specificationCode === null ? grant.productClass === product.productClass : grant.specificationCode === product.specificationCode)
    && (grant.offeringCodes.length === 0 || grant.offeringCodes.includes(product.offeringCode))
    && grant.seatCeiling !== 0 && grant.startsOn <= today
    && (grant.endsOn === null || grant.endsOn >= periodFrom) && (grant.withdrawnOn === null || grant.withdrawnOn >= periodFrom));
}

export type LaunchFacts = {
  accountState: CustomerState;
  productState: ProductState;
  /** Causes that stand in its way (CH6). */
  causes: readonly SuspensionCause[];
  /** Null for an account without a parent. */
  isAuthorised: boolean | null;
  /** Its seats are people's, one each. */
  isPersonal: boolean;
  hasSeat: boolean;
  /** Minds the product: of one that is not given to people these open it. */
  isKeeper: boolean;
  /** The application takes our sign-in. */
  isConnected: boolean;
};

/** The heaviest cause speaks: what nobody here can lift comes before what somebody can pay. */
const byCause: readonly [SuspensionCause, LaunchRule][] = [["authority", "authority"], ["operator", "operator"], ["apFault", "apFault"], ["cap", "cap"], ["arrears", "arrears"], ["customer", "ownPause"]];
const usable: readonly CustomerState[] = ["open", "closeAsked", "settling"];

/** PR6: the one decision whether somebody may open an application now, and the rule that made it. */
export function launchRule(facts: LaunchFacts): LaunchRule {
  const { productState, causes } = facts;
  if (!usable.includes(facts.accountState)) return "accountNotOpen";
  if (productState === "pendingActive") return "notOpen";
  if (productState === "terminated") return "ended";
  const cause = byCause.find(([name]) => causes.includes(name));
  if (cause) return cause[1];
  if (productState === "suspended") return "operator";
  if (facts.isAuthorised === false) return "notAuthorised";
  if (facts.isPersonal && !facts.hasSeat) return "noSeat";
  if (!facts.isPersonal && !facts.isKeeper) return "notYours";
  return facts.isConnected ? "allowed" : "notConnected";
}

/** How somebody proved who they are at their sign-in, as an application reads it (RFC 8176), with the level that it makes. */
export const proofOf = ({ amr }: { amr: readonly string[] }): { amr: string[]; acr: string } => ({ amr: [...amr], acr: amr.includes("mfa") ? "urn:kdsw:acr:2" : "urn:kdsw:acr:1" });
