import { z } from "zod";
import { productStates } from "../inventory/product.schema";
import { Shown } from "../partners/desk.schema";

const launchRules = ["allowed", "accountNotOpen", "notOpen", "ended", "authority", "operator", "apFault", "cap", "arrears", "ownPause", "notAuthorised", "noSeat", "notYours", "notConnected"] as const;

export const ListApps = z.strictObject({ app: z.string().max(40).optional() });
export const AppTile = z.object({
  productId: z.uuid(), name: z.string(), specificationName: z.string(), state: z.enum(productStates), rule: z.enum(launchRules),
  /** How the application is; null where nobody says. */
  live: Shown.nullable(),
  /** Where it signs people in by itself, when it does not take our sign-in. */
  signInUrl: z.string().nullable(),
  /** Its seats are this person's to give. */
  mayKeepSeats: z.boolean(),
});
export type AppTile = z.output<typeof AppTile>;
/** `mayTakeSeat`: this person may give themselves one. */
export const AppPage = z.object({ rows: z.array(AppTile), mayTakeSeat: z.boolean(), isLinked: z.boolean() });
export type AppPage = z.output<typeof AppPage>;

export const OneApp = z.strictObject({ productId: z.uuid() });
export const OneAppView = AppTile.extend({ mayTakeSeat: z.boolean(), mayPay: z.boolean(), mayResume: z.boolean(), keepers: z.array(z.string()), /** This person minds it, by role or by appointment. */ isMinded: z.boolean() });
export type OneAppView = z.output<typeof OneAppView>;

export const TakeSeat = z.strictObject({ key: z.uuid(), productId: z.uuid() });

export const ListLaunches = z.strictObject({ productId: z.uuid(), only: z.enum(["refused"]).optional(), cursor: z.uuid().optional() });
const LaunchRow = z.object({ id: z.uuid(), at: z.date(), personName: z.string(), rule: z.enum(launchRules), isWarned: z.boolean(), isAtApplication: z.boolean() });
export type LaunchRow = z.output<typeof LaunchRow>;
export const LaunchPage = z.object({ rows: z.array(LaunchRow), nextCursor: z.uuid().nullable() });
export type LaunchPage = z.output<typeof LaunchPage>;
