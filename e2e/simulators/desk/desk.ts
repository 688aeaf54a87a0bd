import { z } from "zod";
import type { Definition, Parts } from "../kit/definition";
import { html, table, timeText } from "../kit/html";
import type { PageAnswer } from "../kit/http";
import { route } from "../kit/route";
import { startServer, type ServerOptions, type Simulator } from "../kit/server";
import { commonSwitches } from "../kit/switches";
import { readDemoStaff, totpCode, totpSecondsLeft } from "./staff";

const messagesShown = 50;

const SendSms = z.strictObject({
  to: z.string().regex(/^\+?\d{5,20}$/),
  text: z.string().min(1).max(1_000),
  key: z.string().min(1).max(200),
});
const Message = SendSms.extend({ at: z.string() });
type Message = z.output<typeof Message>;

export type DeskLink = { label: string; href: string };
export type DeskOptions = Omit<ServerOptions, "name" | "secret"> & {
  links?: readonly DeskLink[] | undefined;
  mailWebUrl?: string | undefined;
  /** JSON list of `{name, email, secret, duty}`; read anew on each look. */
  staffFile?: string | undefined;
};

/** The demo desk: what a visitor needs beside the portal, and the sink for its text messages. */
export function startDesk(options: DeskOptions): Promise<Simulator> {
  return startServer({ ...options, name: "desk", secret: "" }, (parts) => define(parts, options));
}

function define(parts: Parts, options: DeskOptions): Definition {
  const messages: Message[] = [];
  return {
    title: "演示台",
    lead: "演示所需的入口都在这里：邮箱、模拟系统、动态口令和短信。页面每 10 秒自动刷新。",
    protocol: "keyInBody",
    refreshSeconds: 10,
    switches: [...commonSwitches, "onlyOperation"],
    routes: [
      route({
        method: "POST",
        path: "/v1/sms",
        operation: "sendSms",
        label: "发送短信",
        input: SendSms,
        handle: ({ at }, sms) => ({ status: 200, body: { status: "stored" }, effect: { to: sms.to, message: { ...sms, at } } }),
      }),
    ],
    views: [
      { path: "/_sms", respond: (_params, query) => json(200, { messages: newestFirst(messages, query.get("to")) }) },
      { path: "/_totp", respond: (_params, query) => totpAnswer(parts, options, query.get("email")) },
    ],
    apply: ({ data }) => messages.push(Message.parse(data.message)),
    summarize: ({ data }) => `发往 ${String(data.to)}`,
    sections: () => [linkSection(options), totpSection(parts, options), smsSection(messages)],
  };
}

const json = (status: number, body: unknown): PageAnswer => ({ status, type: "json", content: JSON.stringify(body) });

// A plus in a query string means a space, so a caller who forgot to encode +86… is met half way.
function newestFirst(messages: readonly Message[], to: string | null): Message[] {
  const wanted = to?.replace(/^ /, "+");
  return messages.filter((message) => wanted === undefined || message.to === wanted).reverse();
}

function totpAnswer(parts: Parts, options: DeskOptions, email: string | null): PageAnswer {
  const person = readDemoStaff(options.staffFile).find((row) => row.email === email);
  const code = person ? totpCode(person, parts.now()) : null;
  return code === null ? json(404, { code: "STAFF_NOT_FOUND" }) : json(200, { code, secondsLeft: totpSecondsLeft(parts.now()) });
}

function linkSection(options: DeskOptions) {
  const mail = options.mailWebUrl === undefined ? [] : [{ label: "邮箱（门户发出的邮件）", href: options.mailWebUrl }];
  const links = [...mail, ...(options.links ?? [])].map(({ label, href }) => html`<li><a href="${href}">${label}</a></li>`);
  return { title: "入口", content: links.length > 0 ? html`<ul class="links">${links}</ul>` : html`<p>没有其他入口。</p>` };
}

function totpSection(parts: Parts, options: DeskOptions) {
  const at = parts.now();
  const rows = readDemoStaff(options.staffFile).map((person) => [
    person.name,
    person.duty,
    person.email,
    html`<span class="code">${totpCode(person, at) ?? "密钥无效"}</span>`,
    `${totpSecondsLeft(at)} 秒`,
  ]);
  const content = table("动态口令", ["姓名", "是谁", "邮箱", "动态口令", "剩余"], rows, "还没有演示员工，请先准备演示数据。");
  return { title: "动态口令", lead: "演示人员登录时的第二步验证：运营后台、合作伙伴和企业管理员。每个只能用一次。", content };
}

function smsSection(messages: readonly Message[]) {
  const rows = newestFirst(messages, null)
    .slice(0, messagesShown)
    .map((message) => [timeText(message.at), message.to, message.text]);
  const content = table("短信", ["时间", "手机号码", "内容"], rows, "还没有短信。");
  return { title: `短信（最近 ${messagesShown} 条）`, content };
}
