import type Stripe from "stripe";
import { work, type Mock } from "../core/context";
import type { Clock } from "../core/clock";
import { closeDispute, openDispute, type DisputeReason } from "../core/disputes";
import type { Delivery } from "../store/tables";
import type { Courier } from "../webhooks/courier";
import type { Dice } from "../webhooks/dice";
import type { Api, ApiCall } from "../wire/api";
import { missing } from "../wire/errors";
import { healthySwitches, switchSchema, type Switches } from "./switches";

/** What a test or a page may do to the stand-in from outside the API. */
export type Control = {
  switches: () => Switches;
  /** Throws on an unknown switch or a value out of its range. */
  set: (change: Partial<Switches>) => Switches;
  reset: () => Switches;
  /** Ends money on its way now: one payment intent or refund, or all of them. Returns what was ended. */
  settle: (id?: string, outcome?: "succeeded" | "failed") => string[];
  resend: (eventId: string) => boolean;
  dispute: (chargeId: string, reason?: DisputeReason) => Stripe.Dispute;
  closeDispute: (disputeId: string, outcome: "won" | "lost") => Stripe.Dispute;
  deliveries: () => Delivery[];
  calls: () => ApiCall[];
  /** Deliveries that are still to be made. */
  waiting: () => number;
};

type Parts = { mock: Mock; clock: Clock; courier: Courier; dice: Dice; api: Api; operations: readonly string[] };

export function createControl({ mock, clock, courier, dice, api, operations }: Parts): Control {
  const schema = switchSchema(operations);
  const change = (wanted: Partial<Switches>): Switches => {
    Object.assign(mock.switches, wanted);
    if (wanted.loseSeed !== undefined) dice.seed(wanted.loseSeed);
    courier.switched();
    return { ...mock.switches };
  };
  return {
    switches: () => ({ ...mock.switches }),
    set: (wanted) => {
      const given = Object.entries(schema.parse(wanted)).filter(([, value]) => value !== undefined);
      return change(Object.fromEntries(given) as Partial<Switches>);
    },
    reset: () => change(healthySwitches()),
    settle: (id, outcome) => clock.settle(id === undefined ? null : [id], outcome),
    resend: courier.resend,
    dispute: (chargeId, reason = "fraudulent") =>
      work(mock, (unit) => {
        const charge = unit.get("charges", chargeId);
        if (!charge) throw missing("charges", chargeId);
        return openDispute(unit, charge, reason);
      }),
    closeDispute: (disputeId, outcome) =>
      work(mock, (unit) => {
        const dispute = unit.get("disputes", disputeId);
        if (!dispute) throw missing("disputes", disputeId);
        return closeDispute(unit, dispute, outcome);
      }),
    deliveries: () => mock.store.all("deliveries"),
    calls: api.calls,
    waiting: courier.waiting,
  };
}
