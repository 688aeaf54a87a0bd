import { createHash } from "node:crypto";
import type { z } from "zod";
import type { Effect } from "../kit/ledger";
import { type OpenService, Service, Session, type ServiceState } from "./ap.schema";
import { NewSecret } from "./secrets";
import { SeatUser } from "./seat-users";
import { Correction } from "./usage";

export type Book = ReturnType<typeof createBook>;

/** The provider's own tables, rebuilt from effects: each effect carries the whole record after the move. */
export function createBook() {
  const services = new Map<string, Service>();
  const sessions = new Map<string, Session>();
  const corrections: Correction[] = [];
  const secrets = new Map<string, string>();
  const seatUsers = new Map<string, Map<string, SeatUser>>();
  function keepSeatUser(user: SeatUser): void {
    const of = seatUsers.get(user.businessId) ?? new Map<string, SeatUser>();
    if (user.at === null) of.delete(user.id);
    else of.set(user.id, user);
    seatUsers.set(user.businessId, of);
  }
  return {
    services: services as ReadonlyMap<string, Service>,
    sessions: sessions as ReadonlyMap<string, Session>,
    corrections: corrections as readonly Correction[],
    /** Signing secrets that a person entered, by product; the portal hands one out when it is changed there. */
    secrets: secrets as ReadonlyMap<string, string>,
    /** Who may use a service, by its business id. */
    seatUsers: seatUsers as ReadonlyMap<string, ReadonlyMap<string, SeatUser>>,
    apply(effect: Effect): void {
      if ("service" in effect.data) {
        const service = Service.parse(effect.data.service);
        services.set(service.businessId, service);
      } else if ("secret" in effect.data) {
        const { specificationCode, secret } = NewSecret.parse(effect.data.secret);
        secrets.set(specificationCode, secret);
      } else if ("correction" in effect.data) {
        corrections.push(Correction.parse(effect.data.correction));
      } else if ("seatUser" in effect.data) {
        keepSeatUser(SeatUser.parse(effect.data.seatUser));
      } else {
        const session = Session.parse(effect.data.session);
        sessions.set(session.id, session);
      }
    },
  };
}

export const moves = {
  changeService: ["active"],
  changeSeats: ["active"],
  suspendService: ["active"],
  resumeService: ["suspended"],
  cancelService: ["active", "suspended"],
  assignSeat: ["active"],
  withdrawSeat: ["active", "suspended"],
  setAdministrator: ["active", "suspended"],
  eraseService: ["cancelled"],
} as const satisfies Record<string, readonly ServiceState[]>;
export type Move = keyof typeof moves;

/** Whether a service in this state may be moved so; the only place that says what follows what. */
export function mayMove(move: Move, from: ServiceState): boolean {
  return (moves[move] as readonly ServiceState[]).includes(from);
}

/** The record a new service starts as. Its number counts all services of the provider, cancelled ones too. */
export function openedService(book: Book, order: z.output<typeof OpenService>, at: string, baseUrl: string): Service {
  const number = String(book.services.size + 1).padStart(8, "0");
  const businessId = `${order.product.specificationCode}-${order.provinceId}-${number}`;
  return {
    businessId,
    serviceOrderId: order.serviceOrderId,
    status: "active",
    platformId: order.platformId,
    provinceId: order.provinceId,
    ...order.product,
    companyName: order.company.name,
    suspendCause: null,
    openedAt: at,
    suspendedAt: null,
    cancelledAt: null,
    erasedAt: null,
    erasureProof: null,
    exportUntil: null,
    administratorResets: 0,
    applicationAccount: {
      name: businessId.toLowerCase(),
      administratorName: order.administrator.email,
      signInUrl: `${baseUrl}/sign-in/${businessId}`,
    },
  };
}

/** A service that already uses the wanted domain; a cancelled one has given it back. */
export function domainHolder(book: Book, domain: string | undefined, butNot?: string): Service | undefined {
  if (domain === undefined) return undefined;
  const wanted = domain.toLowerCase();
  return [...book.services.values()].find(
    (service) => service.status !== "cancelled" && service.businessId !== butNot && service.facts.domain?.toLowerCase() === wanted,
  );
}

/** A live service of the same order line: opening it again under another key would be a second, paid-for service. */
export function serviceOfOrder(book: Book, serviceOrderId: string): Service | undefined {
  return [...book.services.values()].find((service) => service.serviceOrderId === serviceOrderId && service.status !== "cancelled");
}

/** Use of a month. Made from the id and the month, so that asking twice, or after a restart, gives the same figures. */
export function usageOf(service: Service, period: string) {
  const digest = createHash("sha256").update(`${service.businessId} ${period}`).digest();
  const wasOpen = period >= monthOf(service.openedAt) && (service.cancelledAt === null || period <= monthOf(service.cancelledAt));
  const activeSeats = wasOpen ? 1 + (digest.readUInt16BE(0) % service.seats) : 0;
  return [
    { metric: "activeSeats", unit: "seat", quantity: activeSeats },
    { metric: "signIns", unit: "time", quantity: activeSeats * (5 + (digest.readUInt8(2) % 40)) },
    { metric: "storage", unit: "MB", quantity: activeSeats * (20 + (digest.readUInt8(3) % 200)) },
  ];
}

/** The account period an instant falls into; periods are calendar months in China, whatever zone the instant is written in. */
function monthOf(instant: string): string {
  return new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 7);
}
