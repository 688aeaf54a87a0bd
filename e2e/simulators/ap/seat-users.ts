import { z } from "zod";
import { html, table, timeText, type Html } from "../kit/html";
import type { Service } from "./ap.schema";

const userId = z.string().min(1).max(64);
const order = { serviceOrderId: z.uuid(), orderNumber: z.string().min(1).max(64) };

export const AssignSeat = z.strictObject({ ...order, user: z.strictObject({ id: userId, employeeNumber: z.string().max(30), name: z.string().min(1).max(100), email: z.email().nullable() }) });
export const WithdrawSeat = z.strictObject({ ...order, userId });
export const SeatUsersQuery = z.strictObject({ after: z.string().max(64).default(""), limit: z.coerce.number().int().min(1).max(500).default(200) });

/** Who may use a service, as the provider holds it; `at` is null once the seat was withdrawn. */
export const SeatUser = z.object({ businessId: z.string(), id: userId, employeeNumber: z.string(), name: z.string(), email: z.string().nullable(), at: z.string().nullable() });
export type SeatUser = z.output<typeof SeatUser>;

export type SeatUsers = ReadonlyMap<string, ReadonlyMap<string, SeatUser>>;

export const seatsTaken = (users: SeatUsers, businessId: string): number => users.get(businessId)?.size ?? 0;

/** Users after an id in the order of ids, so that a list is read page by page whatever happens meanwhile. */
export function usersAfter(users: SeatUsers, businessId: string, { after, limit }: z.output<typeof SeatUsersQuery>): { users: object[]; hasMore: boolean } {
  const rows = [...(users.get(businessId)?.values() ?? [])].filter((row) => row.id > after).sort((a, b) => (a.id < b.id ? -1 : 1));
  return { users: rows.slice(0, limit).map(({ id, employeeNumber, name, email, at }) => ({ id, employeeNumber, name, email, assignedAt: at })), hasMore: rows.length > limit };
}

/** What a person at the provider does to a service's users without the portal: adds one, or takes one away. */
export function seatUserFrom(form: URLSearchParams, at: string, services: ReadonlyMap<string, Service>, users: SeatUsers): string | { seatUser: SeatUser } {
  const text = (name: string) => (form.get(name) ?? "").trim();
  const service = services.get(text("businessId"));
  if (!service) return "没有这个业务标识";
  if (!/^[\w.@-]{1,64}$/.test(text("userId"))) return "用户标识只用字母、数字和 . _ - @";
  const known = users.get(service.businessId)?.get(text("userId"));
  if (form.get("act") === "remove") return known ? { seatUser: { ...known, at: null } } : "这个业务没有这个用户";
  return { seatUser: { businessId: service.businessId, id: text("userId"), employeeNumber: "", name: text("name") || text("userId"), email: null, at } };
}

const shown = 100;

export function seatUserSection(services: ReadonlyMap<string, Service>, users: SeatUsers): Html {
  const last = [...services.keys()].at(-1) ?? "";
  const field = (name: string, label: string, value: string) => html`<div class="field"><label for="seat-${name}">${label}</label><input id="seat-${name}" name="${name}" value="${value}" autocomplete="off"></div>`;
  const rows = [...users.values()].flatMap((of) => [...of.values()]).slice(-shown).reverse().map((row) => [html`<code>${row.businessId}</code>`, row.name, row.employeeNumber || "—", html`<code>${row.id}</code>`, timeText(row.at ?? "")]);
  return html`<form method="post" action="/seat-user"><div class="fields">${field("businessId", "席位所属业务", last)}${field("userId", "用户标识", "")}${field("name", "姓名", "")}<div class="field"><label for="seat-act">办理</label><select id="seat-act" name="act"><option value="add">自行添加</option><option value="remove">自行移除</option></select></div></div><div class="actions"><button>改动用户</button></div></form>
${table("业务的用户", ["业务标识", "姓名", "工号", "用户标识", "分配时间"], rows, "还没有分配任何席位。")}`;
}
