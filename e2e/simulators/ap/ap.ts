import { commonSwitches } from "../kit/switches";
import type { Definition, Parts } from "../kit/definition";
import { html, table, timeText } from "../kit/html";
import type { PageAnswer } from "../kit/http";
import { startServer, type ServerOptions, type Simulator } from "../kit/server";
import { OpenService, type Service } from "./ap.schema";
import { apRoutes, settleOpen, stateLabels } from "./ap.routes";
import { createCallbacks } from "./callbacks";
import { plainPage } from "./plain-page";
import { relyingParty } from "./relying-party";
import { createBook, type Book } from "./services";
import { NewSecret, secretFrom, secretSection } from "./secrets";
import { SeatUser, seatUserFrom, seatUserSection } from "./seat-users";
import { Correction, correctionFrom, usageSection } from "./usage";

const servicesShown = 100;

export type ApOptions = Omit<ServerOptions, "name"> & { callbackRetryMs?: number | undefined };

/** The application provider's system: opens, changes and ends services, and lets people in. */
export function startAp(options: ApOptions): Promise<Simulator> {
  return startServer({ ...options, name: "ap" }, (parts) => define(parts, options));
}

function define(parts: Parts, { secret, callbackRetryMs = 1_000 }: ApOptions): Definition {
  const book = createBook();
  const secretOf = (specificationCode: string) => book.secrets.get(specificationCode) ?? secret;
  const callbacks = createCallbacks(parts, secretOf, callbackRetryMs);
  return {
    title: "应用提供商系统（模拟）",
    lead: "代替一家应用提供商：接收门户的开通、变更、暂停、恢复、注销和进入请求。",
    protocol: "signed",
    secrets: () => [secret, ...book.secrets.values()],
    routes: apRoutes(parts, book, callbacks, secretOf),
    switches: [...commonSwitches, "refuseNext", "doubleNext", "asynchronous", "callbackDelayMs", "duplicate", "heartbeat", "onlyOperation", "onlyPlatform"],
    apply: book.apply,
    forms: [{ path: "/new-secret", operation: "newSecret", submit: secretFrom }, { path: "/record-usage", operation: "readUsageRecords", submit: (form, at) => correctionFrom(form, at, book.services, book.corrections) }, { path: "/seat-user", operation: "changeSeatUser", submit: (form, at) => seatUserFrom(form, at, book.services, book.seatUsers) }],
    ownLabels: { newSecret: "更换签名密钥", changeSeatUser: "自行改动用户" },
    summarize: ({ data }) => {
      if ("secret" in data) return `新签名密钥　${NewSecret.parse(data.secret).specificationCode}`;
      if ("correction" in data) {
        const { businessId, usedOn, userName, quantity } = Correction.parse(data.correction);
        return `${businessId}　${usedOn}　${userName}　${quantity}`;
      }
      if ("seatUser" in data) {
        const { businessId, name, at } = SeatUser.parse(data.seatUser);
        return `${businessId}　${name}　${at === null ? "收回席位" : "分配席位"}`;
      }
      const service = book.services.get(String(data.businessId));
      return service ? `${service.businessId}　${service.companyName}` : String(data.businessId);
    },
    sections: () => [serviceSection(book), { title: "用量", lead: "每天的用量在次日自动上报；这里可以改写一个用户一天的用量。", content: usageSection(book.services, book.corrections, parts.now().toISOString()) }, { title: "席位用户", lead: "门户分配和收回的席位；这里可以不经门户改动，让两边不一致。", content: seatUserSection(book.services, book.seatUsers) }, { title: "签名密钥", lead: "合作伙伴在门户更换密钥后，填到这里；原来的密钥仍然有效。", content: secretSection(book.secrets) }, deliverySection(parts)],
    views: [
      { path: "/sign-in/{businessId}", respond: ({ businessId }) => signInPage(book.services.get(businessId ?? "")) },
      { path: "/session/{id}", respond: ({ id }) => sessionPage(parts, book, id ?? "") },
      ...relyingParty(parts, book, secret),
    ],
    start: () => finishInterrupted(parts, book, callbacks),
    stop: callbacks.stop,
  };
}

/** Work that was accepted, or ended but not told, when the process died is still owed to the portal. */
function finishInterrupted(parts: Parts, book: Book, callbacks: ReturnType<typeof createCallbacks>): void {
  const told = new Set(parts.ledger.deliveries.filter((delivery) => delivery.final).map((delivery) => delivery.key));
  for (const { key, operation, first, answer, settled, request } of parts.ledger.outcomes.values()) {
    if (first.status !== 202 || told.has(key)) continue;
    callbacks.later(parts.switches.callbackDelayMs, () => {
      if (settled) callbacks.deliver(key, OpenService.parse(request), answer);
      else settleOpen(parts, book, callbacks, key, operation);
    });
  }
}

function serviceSection(book: Book) {
  const rows = [...book.services.values()]
    .reverse()
    .slice(0, servicesShown)
    .map((service) => [
      html`<code>${service.businessId}</code>`,
      service.companyName,
      html`<code>${service.offeringCode}</code>`,
      `${service.seats}`,
      stateLabels[service.status],
      timeText(service.openedAt),
    ]);
  const content = table("业务", ["业务标识", "企业", "套餐代码", "席位", "状态", "开通时间"], rows, "还没有开通任何业务。");
  return { title: `业务（共 ${book.services.size} 个）`, content };
}

function deliverySection(parts: Parts) {
  const rows = parts.ledger.deliveries
    .slice(-20)
    .reverse()
    .map((row) => [
      timeText(row.at),
      `第 ${row.attempt} 次`,
      row.status === null ? "没有接通" : row.status < 300 ? `${row.status} 成功` : `${row.status} 未接受`,
      html`<code>${row.key}</code>`,
    ]);
  return { title: "回调记录（最近 20 次）", content: table("回调记录", ["时间", "次数", "结果", "幂等键"], rows, "还没有发出回调。") };
}

function signInPage(service: Service | undefined): PageAnswer {
  if (!service) return plainPage(404, "没有这个业务", "请从宽带商务门户进入应用。");
  const { name, administratorName } = service.applicationAccount;
  return plainPage(200, "登录应用", `${service.companyName}　应用帐号 ${name}　管理员 ${administratorName}　${stateLabels[service.status]}`);
}

function sessionPage(parts: Parts, book: Book, id: string): PageAnswer {
  const session = book.sessions.get(id);
  const service = book.services.get(session?.businessId ?? "");
  if (!session || !service || Date.parse(session.expiresAt) <= parts.now().getTime() || service.status !== "active") {
    return plainPage(404, "会话已失效", "请回到宽带商务门户，重新进入应用。");
  }
  const role = session.role === "administrator" ? "业务管理员" : "企业用户";
  return plainPage(200, `欢迎，${session.userName}`, `${service.companyName}　${role}　业务标识 ${service.businessId}`);
}
