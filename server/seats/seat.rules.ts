import type { CustomerState, ProductState, SeatDifferenceKind, ServiceOrderState } from "../generated/prisma/enums";

/** What is counted by people: each of these is one person's. Rooms, numbers and whole sets are everybody's. */
const personalUnits: readonly string[] = ["席", "个邮箱"];

/** A product whose seats are given to people, one each. A bundle has none of its own: each of its parts has. */
export const hasSeats = ({ seatName, parts }: { seatName: string; parts: number }): boolean => parts === 0 && personalUnits.includes(seatName);

export const seatBlockers = ["notPersonal", "productNotOpen", "productSuspended", "productEnded", "accountNotOpen"] as const;
export type SeatBlocker = (typeof seatBlockers)[number];

/** What stands in the way of giving anybody a seat now. Taking one back is possible as long as the product lives. */
export function assignBlockers(product: { seatName: string; parts: number; state: ProductState; businessId: string | null }, account: { state: CustomerState }): SeatBlocker[] {
  const blockers: SeatBlocker[] = [];
  if (!hasSeats(product)) blockers.push("notPersonal");
  if (product.state === "pendingActive" || (product.businessId === null && product.state !== "terminated")) blockers.push("productNotOpen");
  if (product.state === "suspended") blockers.push("productSuspended");
  if (product.state === "terminated") blockers.push("productEnded");
  if (account.state !== "open") blockers.push("accountNotOpen");
  return blockers;
}

export const seatSyncs = ["syncing", "synced", "needsPerson"] as const;
export type SeatSync = (typeof seatSyncs)[number];

/** How far an application is with a seat, by the newest of its lines. */
export function syncOf(line: { state: ServiceOrderState; needsPerson: boolean } | undefined): SeatSync {
  if (!line || line.state === "completed" || line.state === "cancelled") return "synced";
  return line.needsPerson || line.state === "failed" ? "needsPerson" : "syncing";
}

type Person = { id: string; name: string };
export type SeatDrift = { kind: SeatDifferenceKind; userId: string; userName: string };

/** PR7: by which seats both sides differ. Whoever is on the way to the application is left out: either list may be the newer one. */
export function driftOf({ held, there, moving }: { held: readonly Person[]; there: readonly Person[]; moving: ReadonlySet<string> }): SeatDrift[] {
  const [here, known] = [new Set(held.map(({ id }) => id)), new Set(there.map(({ id }) => id))];
  const only = (people: readonly Person[], others: ReadonlySet<string>, kind: SeatDifferenceKind) => people.filter(({ id }) => !others.has(id) && !moving.has(id)).map(({ id, name }) => ({ kind, userId: id, userName: name }));
  return [...only(held, known, "missingThere"), ...only(there, here, "extraThere")];
}
