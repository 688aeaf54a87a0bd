/** What a parent lets a child order: one product, or a whole class, some plans or all, so many seats or any number, from a day to a day (rules 4.3.G). */
export type Authorisation = {
  id: string;
  /** One product; else the class says which. */
  specificationCode: string | null;
  productClass: string | null;
  /** Empty: every plan. */
  offeringCodes: readonly string[];
  /** Null: no limit; 0: nothing allowed. */
  seatCeiling: number | null;
  /** First and last day, as business days; null: without an end. */
  startsOn: string;
  endsOn: string | null;
};

/** A product at a plan, with the seats that are to come on top of what the child has of it; none for another plan of a running product. */
export type Wish = { specificationCode: string; productClass: string; offeringCode: string; isBundle: boolean; seats: number };
export const authorisationRules = ["byProduct", "byClass", "notAuthorised", "planNotAuthorised", "seatsUsedUp"] as const;
export type AuthorisationRule = (typeof authorisationRules)[number];
/** The rule that decided, by which authorisation, and how many seats are left before the wish; null for any number. */
export type Authority = { isAllowed: boolean; rule: AuthorisationRule; authorisationId: string | null; seatsLeft: number | null };

const isInForce = ({ startsOn, endsOn }: Pick<Authorisation, "startsOn" | "endsOn">, day: string): boolean => startsOn <= day && (endsOn === null || endsOn >= day);

/** Seats of some wishes that count against an authorisation's ceiling, as what is held does. */
export const seatsCovered = ({ specificationCode, productClass }: Pick<Authorisation, "specificationCode" | "productClass">, wishes: readonly Wish[]): number => wishes.filter((wish) => (specificationCode === null ? wish.productClass === productClass : wish.specificationCode === specificationCode)).reduce((sum, { seats }) => sum + seats, 0);

const seatsLeftOf = ({ seatCeiling }: Authorisation, held: number): number | null => (seatCeiling === null ? null : Math.max(0, seatCeiling - held));
const isMore = (a: number | null, b: number | null): boolean => b !== null && (a === null || a > b);

/**
 * PC2: whether a child may order this today. What is said of a product counts before what is said of its class, so that a class may be
 * opened and one product of it narrowed or shut; of several that say the same, the widest counts. A bundle is authorised by its own name
 * alone, since its parts may be of other classes. `heldOf`: seats that the child has or has
 * ordered of what an authorisation covers.
 */
export function authorityOf(authorisations: readonly Authorisation[], wish: Wish, { today, heldOf }: { today: string; heldOf: (authorisation: Authorisation) => number }): Authority {
  const inForce = authorisations.filter((row) => isInForce(row, today));
  const byProduct = inForce.filter(({ specificationCode }) => specificationCode === wish.specificationCode);
  const covering = byProduct.length > 0 ? byProduct : inForce.filter(({ specificationCode, productClass }) => specificationCode === null && productClass === wish.productClass && !wish.isBundle);
  const refused = (rule: AuthorisationRule, of?: Authorisation): Authority => ({ isAllowed: false, rule, authorisationId: of?.id ?? null, seatsLeft: 0 });
  if (covering.length === 0) return refused("notAuthorised");
  const ofPlan = covering.filter(({ offeringCodes }) => offeringCodes.length === 0 || offeringCodes.includes(wish.offeringCode));
  const [first, ...others] = ofPlan.map((row) => ({ row, seatsLeft: seatsLeftOf(row, heldOf(row)) }));
  if (!first) return refused("planNotAuthorised", covering[0]);
  const best = others.reduce((widest, one) => (isMore(one.seatsLeft, widest.seatsLeft) ? one : widest), first);
  if (best.row.seatCeiling === 0 || (best.seatsLeft !== null && best.seatsLeft < wish.seats)) return { ...refused("seatsUsedUp", best.row), seatsLeft: best.seatsLeft };
  return { isAllowed: true, rule: best.row.specificationCode === null ? "byClass" : "byProduct", authorisationId: best.row.id, seatsLeft: best.seatsLeft };
}
