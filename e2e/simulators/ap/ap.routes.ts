import { createHash, randomUUID } from "node:crypto";
import type { z } from "zod";
import type { Parts } from "../kit/definition";
import type { Answer } from "../kit/ledger";
import { route, type Call, type Reply, type Route } from "../kit/route";
import { takeOne } from "../kit/switches";
import { CancelService, ChangeSeats, ChangeService, EraseService, Launch, NoQuery, OpenService, ResumeService, SetAdministrator, SuspendService, UsageQuery, UsageRecordsQuery } from "./ap.schema";
import type { Service, Session } from "./ap.schema";
import type { Callbacks } from "./callbacks";
import { businessIdIn, readLaunchToken } from "./launch-token";
import { AssignSeat, SeatUsersQuery, WithdrawSeat, seatsTaken, usersAfter, type SeatUser } from "./seat-users";
import { reportsAfter } from "./usage";
import { domainHolder, mayMove, openedService, serviceOfOrder, usageOf, type Book, type Move } from "./services";

const sessionLastsMs = 10 * 60_000;
type Order = { serviceOrderId: string; orderNumber: string };

/** Every address of the provider's interface; the OpenAPI file is held to exactly this table. */
export function apRoutes(parts: Parts, book: Book, callbacks: Callbacks, secretOf: (specificationCode: string) => string): Route[] {
  const { ledger, switches } = parts;
  const on = "/v1/services/{businessId}";

  function move<O extends Order>(operation: Move, call: Call, order: O, change: (service: Service) => Partial<Service> | Reply): Reply {
    const service = book.services.get(call.params.businessId ?? "");
    if (!service) return notFound;
    if (takeOne(switches, "refuseNext", operation, service.platformId)) return failed(422, "NOT_ALLOWED", "应用提供商不接受这项办理");
    if (!mayMove(operation, service.status)) {
      return failed(409, "ILLEGAL_MOVE", `业务当前${stateLabels[service.status]}，不能这样办理`);
    }
    const changed = change(service);
    if (isReply(changed)) return changed;
    const next: Service = { ...service, ...changed };
    return { status: 200, body: next, effect: { businessId: next.businessId, serviceOrderId: order.serviceOrderId, service: next } };
  }

  /** Who is assigned already, and who has no seat to withdraw, is answered as if it were done now: the end is the same. */
  function seat(operation: Move, call: Call, change: (service: Service) => SeatUser | Reply): Reply {
    const service = book.services.get(call.params.businessId ?? "");
    if (!service) return notFound;
    if (takeOne(switches, "refuseNext", operation, service.platformId)) return failed(422, "NOT_ALLOWED", "应用提供商不接受这项办理");
    if (!mayMove(operation, service.status)) return failed(409, "ILLEGAL_MOVE", `业务当前${stateLabels[service.status]}，不能这样办理`);
    const seatUser = change(service);
    if ("body" in seatUser) return seatUser;
    const { businessId } = service;
    return { status: 200, body: { status: seatUser.at === null ? "withdrawn" : "assigned", businessId, userId: seatUser.id }, effect: { businessId, seatUser } };
  }

  function accept(call: Call, operation: string): Reply {
    const requestId = `REQ-${String(ledger.outcomes.size + 1).padStart(8, "0")}`;
    const afterwards = () => callbacks.later(switches.callbackDelayMs, () => settleOpen(parts, book, callbacks, call.key, operation));
    return { status: 202, body: { status: "accepted", requestId }, settled: false, afterwards };
  }

  return [
    route({
      method: "POST",
      path: "/v1/services",
      operation: "openService",
      label: "开通",
      input: OpenService,
      handle: (call, order) => (switches.asynchronous ? accept(call, "openService") : open(parts, book, order, call.at, call.isDouble)),
    }),
    route({
      method: "GET",
      path: "/v1/requests/{key}",
      operation: "readRequest",
      label: "查询办理结果",
      input: NoQuery,
      handle: ({ params }) => {
        const outcome = ledger.outcomes.get(params.key ?? "");
        return outcome ? { status: 200, body: outcome.answer.body } : { status: 404, body: { status: "unknown" } };
      },
    }),
    route({
      method: "GET",
      path: on,
      operation: "readService",
      label: "查询业务",
      input: NoQuery,
      handle: ({ params }) => {
        const service = book.services.get(params.businessId ?? "");
        return service ? { status: 200, body: service } : notFound;
      },
    }),
    route({
      method: "POST",
      path: `${on}/change`,
      operation: "changeService",
      label: "变更套餐",
      input: ChangeService,
      handle: (call, order) =>
        move("changeService", call, order, (service) => {
          const { offeringCode, seats, facts } = order;
          return domainHolder(book, facts.domain, service.businessId) ? domainTaken : { offeringCode, seats, facts };
        }),
    }),
    route({
      method: "POST",
      path: `${on}/seats`,
      operation: "changeSeats",
      label: "调整席位",
      input: ChangeSeats,
      handle: (call, order) => move("changeSeats", call, order, () => ({ seats: order.seats })),
    }),
    route({
      method: "GET",
      path: `${on}/seat-users`,
      operation: "readSeatUsers",
      label: "查询席位用户",
      input: SeatUsersQuery,
      handle: ({ params }, query) => {
        const service = book.services.get(params.businessId ?? "");
        return service ? { status: 200, body: { businessId: service.businessId, ...usersAfter(book.seatUsers, service.businessId, query) } } : notFound;
      },
    }),
    route({
      method: "POST",
      path: `${on}/seat-users/assign`,
      operation: "assignSeat",
      label: "分配席位",
      input: AssignSeat,
      handle: (call, { user }) =>
        seat("assignSeat", call, (service) => {
          const isKnown = book.seatUsers.get(service.businessId)?.has(user.id) === true;
          return !isKnown && seatsTaken(book.seatUsers, service.businessId) >= service.seats ? failed(409, "SEATS_FULL", "席位已用完") : { ...user, businessId: service.businessId, at: call.at };
        }),
    }),
    route({
      method: "POST",
      path: `${on}/seat-users/withdraw`,
      operation: "withdrawSeat",
      label: "收回席位",
      input: WithdrawSeat,
      handle: (call, { userId }) =>
        seat("withdrawSeat", call, (service) => ({ ...(book.seatUsers.get(service.businessId)?.get(userId) ?? { id: userId, employeeNumber: "", name: userId, email: null }), businessId: service.businessId, at: null })),
    }),
    route({
      method: "POST",
      path: `${on}/administrator`,
      operation: "setAdministrator",
      label: "业务管理员",
      input: SetAdministrator,
      handle: (call, order) => {
        const reply = move("setAdministrator", call, order, (service) => ({ applicationAccount: { ...service.applicationAccount, administratorName: order.administrator.email }, administratorResets: service.administratorResets + (order.isReset ? 1 : 0) }));
        const service = reply.effect?.service as Service | undefined;
        return service ? { ...reply, body: { status: service.status, businessId: service.businessId, administratorName: service.applicationAccount.administratorName } } : reply;
      },
    }),
    route({
      method: "POST",
      path: `${on}/suspend`,
      operation: "suspendService",
      label: "暂停",
      input: SuspendService,
      handle: (call, order) =>
        move("suspendService", call, order, () => ({ status: "suspended", suspendCause: order.cause, suspendedAt: call.at })),
    }),
    route({
      method: "POST",
      path: `${on}/resume`,
      operation: "resumeService",
      label: "恢复",
      input: ResumeService,
      handle: (call, order) =>
        move("resumeService", call, order, () => ({ status: "active", suspendCause: null, suspendedAt: null })),
    }),
    route({
      method: "POST",
      path: `${on}/cancel`,
      operation: "cancelService",
      label: "注销",
      input: CancelService,
      handle: (call, order) =>
        move("cancelService", call, order, () => ({ status: "cancelled", cancelledAt: call.at, exportUntil: order.exportUntil })),
    }),
    route({
      method: "POST",
      path: `${on}/erase`,
      operation: "eraseService",
      label: "删除数据",
      input: EraseService,
      handle: (call, order) =>
        move("eraseService", call, order, (service) => (service.erasedAt ? service : { erasedAt: call.at, erasureProof: proofOf(service.businessId, call.at), facts: {}, companyName: "" })),
    }),
    route({
      method: "GET",
      path: `${on}/usage`,
      operation: "readUsage",
      label: "查询用量",
      input: UsageQuery,
      handle: ({ params, at }, { period }) => {
        const service = book.services.get(params.businessId ?? "");
        if (!service) return notFound;
        return { status: 200, body: { businessId: service.businessId, period, metrics: usageOf(service, period), countedAt: at } };
      },
    }),
    route({
      method: "GET",
      path: `${on}/usage-records`,
      operation: "readUsageRecords",
      label: "查询用量明细",
      input: UsageRecordsQuery,
      handle: ({ params, at }, { after, limit }) => {
        const service = book.services.get(params.businessId ?? "");
        if (!service) return notFound;
        return { status: 200, body: { businessId: service.businessId, ...reportsAfter(service, book.corrections, { after, limit, at }), countedAt: at } };
      },
    }),
    route({
      method: "GET",
      path: "/v1/heartbeat",
      operation: "readHeartbeat",
      label: "心跳",
      input: NoQuery,
      handle: ({ at }) => ({ status: 200, body: { status: switches.heartbeat, at } }),
    }),
    route({
      method: "POST",
      path: "/v1/launch",
      operation: "launch",
      label: "进入应用",
      input: Launch,
      handle: (call, { token }) => exchange(parts, book, secretOf, token, new Date(call.at)),
    }),
  ];
}

/** Ends accepted work: effect and final answer become one record, then the portal is told. */
export function settleOpen(parts: Parts, book: Book, callbacks: Callbacks, key: string, operation: string): void {
  const outcome = parts.ledger.outcomes.get(key);
  if (!outcome || outcome.settled) return;
  const order = OpenService.parse(outcome.request);
  const at = parts.now().toISOString();
  const reply = open(parts, book, order, at);
  const answer: Answer = { status: reply.status, body: reply.body };
  const effect = reply.effect ? { key, operation, at, data: reply.effect } : null;
  parts.ledger.keepSettled(key, answer, effect);
  if (effect) book.apply(effect);
  callbacks.deliver(key, order, answer);
}

function open(parts: Parts, book: Book, order: z.output<typeof OpenService>, at: string, isDouble = false): Reply {
  const { domain } = order.product.facts;
  if (takeOne(parts.switches, "refuseNext", "openService", order.platformId)) {
    return domain === undefined ? failed(422, "NOT_ELIGIBLE", "该企业不符合开通条件") : domainTaken;
  }
  const earlier = isDouble ? undefined : serviceOfOrder(book, order.serviceOrderId);
  if (earlier) {
    const reply = failed(409, "ALREADY_OPEN", "该订单行已开通，不再重复开通");
    return { ...reply, body: { ...reply.body, businessId: earlier.businessId } };
  }
  if (!isDouble && domainHolder(book, domain)) return domainTaken;
  const service = openedService(book, order, at, parts.url());
  const { businessId, serviceOrderId, applicationAccount } = service;
  return { status: 200, body: { status: "active", businessId, applicationAccount }, effect: { businessId, serviceOrderId, service } };
}

function exchange(parts: Parts, book: Book, secretOf: (specificationCode: string) => string, token: string, at: Date): Reply {
  const named = book.services.get(businessIdIn(token));
  const claims = readLaunchToken(secretOf(named?.specificationCode ?? ""), token, at);
  if (typeof claims === "string") {
    return claims === "TOKEN_EXPIRED" ? failed(422, claims, "进入凭证已过期") : failed(403, claims, "进入凭证无效");
  }
  const service = book.services.get(claims.businessId);
  if (!service) return notFound;
  if ([...book.sessions.values()].some((session) => session.jti === claims.jti)) return failed(409, "TOKEN_USED", "进入凭证已用过");
  if (service.status !== "active") return failed(409, "SERVICE_NOT_ACTIVE", `业务当前${stateLabels[service.status]}，不能进入`);
  const session: Session = {
    id: randomUUID(),
    jti: claims.jti,
    businessId: service.businessId,
    userName: claims.name,
    role: claims.role,
    expiresAt: new Date(at.getTime() + sessionLastsMs).toISOString(),
  };
  const body = { status: "active", sessionUrl: `${parts.url()}/session/${session.id}`, expiresAt: session.expiresAt };
  return { status: 200, body, effect: { businessId: service.businessId, session } };
}

export const stateLabels = { active: "使用中", suspended: "已暂停", cancelled: "已注销" } as const;

/** What the provider keeps of a deletion: no data, but that it happened. */
const proofOf = (businessId: string, at: string): string => `ERASED-${createHash("sha256").update(`${businessId} ${at}`).digest("hex").slice(0, 24).toUpperCase()}`;

function failed(status: number, code: string, message: string): Reply {
  return { status, body: { status: "failed", code, message } };
}

const notFound = failed(404, "SERVICE_NOT_FOUND", "没有这个业务标识");
const domainTaken = failed(422, "DOMAIN_TAKEN", "域名已被其他企业使用");

const isReply = (value: Partial<Service> | Reply): value is Reply => "body" in value;
