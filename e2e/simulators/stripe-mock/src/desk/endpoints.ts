import type { IncomingMessage } from "node:http";
import { z } from "zod";
import { headerOf, parseJson, readBody, type PageAnswer } from "../../../kit/http";
import { issuesOf } from "../../../kit/route";
import type { Mock } from "../core/context";
import { disputeReasons } from "../core/disputes";
import { StripeFailure } from "../wire/errors";
import type { Control } from "./control";
import { deskPage } from "./page";
import { switchesFromForm, switchTable, type SwitchName } from "./switches";

type Desk = { mock: Mock; control: Control; operations: readonly string[] };

const bodies = {
  "/_settle": z.strictObject({ id: z.string().min(1).optional(), outcome: z.enum(["succeeded", "failed"]).optional() }),
  "/_resend": z.strictObject({ event: z.string().min(1) }),
  "/_dispute": z.strictObject({ charge: z.string().min(1), reason: z.enum(disputeReasons).optional() }),
  "/_dispute/close": z.strictObject({ dispute: z.string().min(1), outcome: z.enum(["won", "lost"]) }),
} as const;

const json = (status: number, body: unknown): PageAnswer => ({ status, type: "json", content: JSON.stringify(body) });
const home: PageAnswer = { status: 303, type: "redirect", content: "/" };

/** The page at `/` and the endpoints tests post to; null for an address that is none of theirs. */
export async function serveDesk(desk: Desk, request: IncomingMessage, url: URL): Promise<PageAnswer | null> {
  const { control, mock } = desk;
  if (request.method === "GET" || request.method === "HEAD") {
    if (url.pathname === "/") return page(desk, 200, null);
    if (url.pathname === "/_control") return json(200, control.switches());
    if (url.pathname === "/_calls") return json(200, { calls: control.calls() });
    if (url.pathname === "/_events") return json(200, { events: control.deliveries(), waiting: control.waiting() });
    if (url.pathname === "/_settlements") return json(200, { settlements: mock.store.all("settlements") });
    return null;
  }
  if (request.method !== "POST" || !url.pathname.startsWith("/_")) return null;
  const site = headerOf(request, "sec-fetch-site");
  const raw = ((await readBody(request)) ?? Buffer.alloc(0)).toString("utf8");
  // A web page of somebody else, open in the same browser, must not be able to break the demo.
  if (site !== undefined && site !== "same-origin" && site !== "none") return json(403, { code: "FOREIGN_SITE", message: "只接受本页面提交的设置" });
  const isForm = (headerOf(request, "content-type") ?? "").startsWith("application/x-www-form-urlencoded");
  const form = new URLSearchParams(isForm ? raw : "");
  if (url.pathname === "/_control/reset") return shown(isForm, control.reset());
  if (url.pathname === "/_control") return setSwitches(desk, isForm, isForm ? switchesFromForm(form) : parseJson(Buffer.from(raw)));
  const fields = [...form].filter(([, value]) => value !== "");
  return act(desk, url.pathname, isForm, isForm ? Object.fromEntries(fields) : raw === "" ? {} : parseJson(Buffer.from(raw)));
}

const shown = (isForm: boolean, body: unknown): PageAnswer => (isForm ? home : json(200, body));
const page = (desk: Desk, status: number, error: string | null): PageAnswer => ({ status, type: "html", content: deskPage({ ...desk, error }) });

function setSwitches(desk: Desk, isForm: boolean, wanted: unknown): PageAnswer {
  try {
    return shown(isForm, desk.control.set(wanted as Parameters<Control["set"]>[0]));
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    if (!isForm) return json(400, { code: "INVALID", issues: issuesOf(error) });
    const labels = error.issues.map((issue) => labelOf(String(issue.path[0] ?? "")));
    return page(desk, 400, `没有保存：请检查“${labels.join("”“")}”，数字要填不太大的非负整数。`);
  }
}

const labelOf = (name: string) => (name in switchTable ? switchTable[name as SwitchName].label : "故障开关");

function act(desk: Desk, pathname: string, isForm: boolean, given: unknown): PageAnswer | null {
  const { control } = desk;
  try {
    if (pathname === "/_settle") {
      const { id, outcome } = bodies["/_settle"].parse(given);
      return shown(isForm, { settled: control.settle(id, outcome) });
    }
    if (pathname === "/_resend") {
      const { event } = bodies["/_resend"].parse(given);
      if (!control.resend(event)) return json(404, { code: "NOT_FOUND" });
      return shown(isForm, { event, state: "queued" });
    }
    if (pathname === "/_dispute") {
      const { charge, reason } = bodies["/_dispute"].parse(given);
      return shown(isForm, control.dispute(charge, reason));
    }
    if (pathname === "/_dispute/close") {
      const { dispute, outcome } = bodies["/_dispute/close"].parse(given);
      return shown(isForm, control.closeDispute(dispute, outcome));
    }
    return null;
  } catch (error) {
    if (error instanceof z.ZodError) return json(400, { code: "INVALID", issues: issuesOf(error) });
    if (error instanceof StripeFailure) return isForm ? page(desk, error.status, `没有办成：${error.message}`) : json(error.status, { code: "REFUSED", message: error.message });
    throw error;
  }
}
