import { type ApRequest, type OpenBody, apRequest } from "../provisioning/ap-request.rules";
import { readAdministratorAnswer, readApAnswer, readSeatUsers } from "../provisioning/service-order.rules";
import { readHeartbeat } from "./heartbeat.rules";

/** What a run knows: made from its id, so that a run that goes on after a dead worker sends the very same calls. */
export type Facts = { runId: string; open: OpenBody; period: string; businessId: string | null; launchToken: () => string };
export type PackCall = ApRequest & { key: string; isWronglySigned?: true; isStale?: true; version?: string; timeoutMs?: number };
export type Answer = { status: number; body: unknown; tookMs: number };
/** `problem` is what came instead; null when it is as expected. `said` is what came, in words. */
export type Verdict = { problem: string | null; said: string; businessId?: string };

export type PackStep = {
  code: StepCode;
  name: string;
  /** What a partner's system should do, in a sentence. */
  expected: string;
  /** Works on the service that the opening gave. */
  needsService?: true;
  calls: (facts: Facts) => PackCall[];
  judge: (answers: readonly Answer[], facts: Facts) => Verdict;
  /** What is put in order again afterwards; nobody judges it. */
  after?: (answers: readonly Answer[], facts: Facts) => PackCall[];
};

export const stepCodes = ["heartbeat", "open", "sameKey", "otherBody", "wrongSignature", "staleSignature", "unknownVersion", "change", "seats", "seatUsers", "administrator", "usage", "launch", "suspend", "resume", "cancel", "erase", "hangUp", "speed", "load"] as const;
export type StepCode = (typeof stepCodes)[number];

const SLOWEST_MS = 4000;
export const LOAD_SEATS = 50;
export const LOAD_MINUTES = 10;

type Body = { status?: unknown; businessId?: unknown; seats?: unknown; code?: unknown; erasureProof?: unknown; sessionUrl?: unknown; metrics?: unknown; records?: unknown };
const bodyOf = (answer: Answer | undefined): Body => (answer?.body ?? {}) as Body;
const came = (answer: Answer | undefined): string => (!answer || answer.status === 0 ? `${SLOWEST_MS / 1000} 秒内没有答复` : `HTTP ${answer.status}${answer.body === null ? "，内容不是 JSON" : typeof bodyOf(answer).code === "string" ? `，代码 ${String(bodyOf(answer).code)}` : ""}`);
const verdict = (isGood: boolean, good: string, bad: string): Verdict => (isGood ? { problem: null, said: good } : { problem: bad, said: bad });

const order = ({ runId }: Facts, code: StepCode) => ({ serviceOrderId: orderId(runId, code), orderNumber: `TEST-${code}` });
/** A line's id of its own for each step: the run's with the step's number in place of its last two digits. */
export const orderId = (runId: string, code: StepCode, n = 0): string => `${runId.slice(0, 24)}${(stepCodes.indexOf(code) * 1000 + n).toString(16).padStart(4, "0")}${runId.slice(28)}`;
const key = ({ runId }: Facts, code: StepCode, more = "") => `pack:${runId}:${code}${more}`;
const service = ({ businessId }: Facts) => businessId ?? "";
const openKey = (facts: Facts) => key(facts, "open");

const cancelled = (businessId: string, facts: Facts, code: StepCode): PackCall => ({ ...apRequest.cancel(businessId, { ...order(facts, code), reason: "customer", exportUntil: null }), key: key(facts, code, ":cancel") });

const one = (request: (facts: Facts) => ApRequest, code: StepCode, more: Partial<PackCall> = {}) => (facts: Facts): PackCall[] => [{ ...request(facts), key: key(facts, code), ...more }];
const becomes = (wanted: string, words: string) => ([answer]: readonly Answer[]) => verdict(answer?.status === 200 && bodyOf(answer).status === wanted, `业务${words}`, `没有${words}：${came(answer)}`);
const refused = (status: number, code: string | null) => ([answer]: readonly Answer[]) => verdict(answer?.status === status && (code === null || bodyOf(answer).code === code), `已拒绝，HTTP ${status}`, `应拒绝，却${answer?.status === 0 ? "没有答复" : `答复 ${came(answer)}`}`);

/** PR8: the pack, in its order. The load step's many openings are the runner's own (pack.service.ts). */
export const packSteps: readonly PackStep[] = [
  {
    code: "heartbeat", name: "心跳", expected: "心跳接口答复 200，并说明正常或性能下降。",
    calls: one(() => apRequest.heartbeat(), "heartbeat"),
    judge: ([answer]) => {
      const said = readHeartbeat(answer?.status ?? 0, answer?.body);
      return verdict(said === "normal" || said === "degraded", said === "normal" ? "报告正常" : "报告性能下降", said === "down" ? "报告中断" : `不是有效的心跳：${came(answer)}`);
    },
  },
  {
    code: "open", name: "开通", expected: "开通一个业务，答复业务标识、应用帐号、管理员和登录地址。",
    calls: (facts) => [{ ...apRequest.open(facts.open), key: openKey(facts) }],
    judge: (answers) => {
      const last = answers.at(-1);
      const read = readApAnswer(last?.status ?? 0, last?.body);
      return read.kind === "active" ? { problem: null, said: `已开通，业务标识 ${read.businessId}`, businessId: read.businessId } : verdict(false, "", `没有开通：${read.kind === "failed" ? `${read.code} ${read.message}` : read.kind === "tryAgain" ? read.reason : "受理后一直没有结果"}`);
    },
  },
  {
    code: "sameKey", name: "重复发送", expected: "同一幂等键、同样内容再发一次，得到与第一次相同的答复，只办一次。", needsService: true,
    calls: (facts) => [{ ...apRequest.open(facts.open), key: openKey(facts) }],
    judge: ([answer], facts) => {
      const again = bodyOf(answer);
      if (answer?.status === 202) return verdict(true, "再次答复已受理", "");
      return verdict(answer?.status === 200 && again.businessId === facts.businessId, "答复与第一次相同", answer?.status === 200 ? `办了第二份：业务标识 ${String(again.businessId)}，第一次是 ${service(facts)}` : `答复与第一次不同：${came(answer)}`);
    },
    // A second service would hold what only one may have, and make the steps after this one fail for it.
    after: ([answer], facts) => {
      const { businessId } = bodyOf(answer);
      return typeof businessId === "string" && businessId !== facts.businessId ? [cancelled(businessId, facts, "sameKey")] : [];
    },
  },
  {
    code: "otherBody", name: "同键异文", expected: "同一幂等键带来不同内容，答复 422 KEY_REUSED，什么都不办。", needsService: true,
    calls: (facts) => [{ ...apRequest.open({ ...facts.open, product: { ...facts.open.product, seats: facts.open.product.seats + 1 } }), key: openKey(facts) }],
    judge: refused(422, "KEY_REUSED"),
  },
  { code: "wrongSignature", name: "错误签名", expected: "签名不符的请求答复 401。", calls: one(() => apRequest.heartbeat(), "wrongSignature", { isWronglySigned: true }), judge: refused(401, null) },
  { code: "staleSignature", name: "过期签名", expected: "十分钟前签名的请求答复 401。", calls: one(() => apRequest.heartbeat(), "staleSignature", { isStale: true }), judge: refused(401, null) },
  { code: "unknownVersion", name: "未知版本", expected: "不认识的接口版本答复 400 VERSION_UNSUPPORTED。", calls: one(() => apRequest.heartbeat(), "unknownVersion", { version: "99" }), judge: refused(400, "VERSION_UNSUPPORTED") },
  {
    code: "change", name: "变更套餐", expected: "变更后业务仍在使用，数量为 20。", needsService: true,
    calls: one((facts) => apRequest.change(service(facts), { ...order(facts, "change"), offeringCode: facts.open.product.offeringCode, seats: 20, facts: facts.open.product.facts }), "change"),
    judge: ([answer]) => verdict(answer?.status === 200 && bodyOf(answer).status === "active" && bodyOf(answer).seats === 20, "已变更，数量 20", `没有按要求变更：${came(answer)}`),
  },
  {
    code: "seats", name: "调整席位", expected: "增加席位后数量为 25。", needsService: true,
    calls: one((facts) => apRequest.seats(service(facts), { ...order(facts, "seats"), seats: 25 }), "seats"),
    judge: ([answer]) => verdict(answer?.status === 200 && bodyOf(answer).seats === 25, "席位 25", `没有按要求调整：${came(answer)}`),
  },
  {
    code: "seatUsers", name: "席位用户", expected: "给一名员工分配席位后能查到他；收回以后查不到。", needsService: true,
    calls: (facts) => {
      const user = { id: orderId(facts.runId, "seatUsers"), employeeNumber: "1001", name: "测试员工", email: null };
      const call = (request: ApRequest, more: string) => ({ ...request, key: request.method === "GET" ? "" : key(facts, "seatUsers", more) });
      return [call(apRequest.assignSeat(service(facts), { ...order(facts, "seatUsers"), user }), ":assign"), call(apRequest.seatUsers(service(facts), "", 100), ""), call(apRequest.withdrawSeat(service(facts), { ...order(facts, "seatUsers"), userId: user.id }), ":withdraw"), call(apRequest.seatUsers(service(facts), "", 100), "")];
    },
    judge: ([assigned, with_, withdrawn, without], facts) => {
      const lists = (answer: Answer | undefined) => answer?.status === 200 && (readSeatUsers(answer.status, answer.body)?.users.some(({ id }) => id === orderId(facts.runId, "seatUsers")) ?? null);
      if (assigned?.status !== 200 || bodyOf(assigned).status !== "assigned") return verdict(false, "", `没有分配席位：${came(assigned)}`);
      if (lists(with_) !== true) return verdict(false, "", `分配后查不到：${came(with_)}`);
      if (withdrawn?.status !== 200 || bodyOf(withdrawn).status !== "withdrawn") return verdict(false, "", `没有收回席位：${came(withdrawn)}`);
      return verdict(lists(without) === false, "已分配、查到、收回", `收回后仍能查到：${came(without)}`);
    },
  },
  {
    code: "administrator", name: "业务管理员", expected: "更换业务管理员后答复其管理登录名。", needsService: true,
    calls: one((facts) => apRequest.administrator(service(facts), { ...order(facts, "administrator"), administrator: { userId: orderId(facts.runId, "administrator"), name: "测试管理员", email: "pack-admin@company.example", phone: null }, isReset: false }), "administrator"),
    judge: ([answer]) => {
      const read = readAdministratorAnswer(answer?.status ?? 0, answer?.body);
      return read.kind === "administratorSet" ? { problem: null, said: `已更换，登录名 ${read.name}` } : verdict(false, "", `没有更换：${came(answer)}`);
    },
  },
  {
    code: "usage", name: "用量", expected: "用量和用量明细都答复 200，内容符合接口。", needsService: true,
    calls: (facts) => [{ ...apRequest.usage(service(facts), facts.period), key: "" }, { ...apRequest.usageRecords(service(facts), 0n, 100), key: "" }],
    judge: ([sums, records]) => verdict(sums?.status === 200 && Array.isArray(bodyOf(sums).metrics) && records?.status === 200 && Array.isArray(bodyOf(records).records), "用量可以读取", `用量：${came(sums)}；用量明细：${came(records)}`),
  },
  {
    code: "launch", name: "进入应用", expected: "用进入凭证换得会话地址；同一凭证第二次使用被拒绝。", needsService: true,
    calls: (facts) => {
      // Another token each time it is tried, and so another key: the same key must carry the same words.
      const token = facts.launchToken();
      return ["", ":again"].map((more) => ({ ...apRequest.launch(token), key: `${key(facts, "launch", `:${token.slice(-16)}`)}${more}` }));
    },
    judge: ([first, again]) => {
      if (first?.status !== 200 || typeof bodyOf(first).sessionUrl !== "string") return verdict(false, "", `没有给出会话地址：${came(first)}`);
      return verdict((again?.status ?? 0) >= 400 && (again?.status ?? 0) < 500, "得到会话地址，凭证只能用一次", `同一凭证可以再用：${came(again)}`);
    },
  },
  { code: "suspend", name: "暂停", expected: "业务变为已暂停。", needsService: true, calls: one((facts) => apRequest.suspend(service(facts), { ...order(facts, "suspend"), cause: "customer" }), "suspend"), judge: becomes("suspended", "已暂停") },
  { code: "resume", name: "恢复", expected: "业务恢复使用。", needsService: true, calls: one((facts) => apRequest.resume(service(facts), order(facts, "resume")), "resume"), judge: becomes("active", "已恢复") },
  { code: "cancel", name: "注销", expected: "业务变为已注销。", needsService: true, calls: one((facts) => apRequest.cancel(service(facts), { ...order(facts, "cancel"), reason: "customer", exportUntil: null }), "cancel"), judge: becomes("cancelled", "已注销") },
  {
    code: "erase", name: "删除数据", expected: "删除企业数据，并给出删除证明。", needsService: true,
    calls: one((facts) => apRequest.erase(service(facts), order(facts, "erase")), "erase"),
    judge: ([answer]) => verdict(answer?.status === 200 && typeof bodyOf(answer).erasureProof === "string" && bodyOf(answer).erasureProof !== "", "已删除，有证明", `没有删除证明：${came(answer)}`),
  },
  {
    code: "hangUp", name: "门户先挂断", expected: "门户等不及挂断后用同一幂等键再问，前后只办一份。",
    calls: (facts) => [1, 2, 3].map((n) => ({ ...apRequest.open({ ...facts.open, ...order(facts, "hangUp") }), key: key(facts, "hangUp"), ...(n === 1 ? { timeoutMs: 20 } : {}) })),
    judge: ([, second, third]) => {
      const isAccepted = second?.status === 202 && third?.status === 202;
      return verdict(isAccepted || (second?.status === 200 && third?.status === 200 && bodyOf(second).businessId === bodyOf(third).businessId), "前后是同一份业务", `前后不是同一个结果：${came(second)}；${came(third)}`);
    },
    after: (answers, facts) => {
      const businessId = bodyOf(answers.at(-1)).businessId;
      return typeof businessId === "string" ? [cancelled(businessId, facts, "hangUp")] : [];
    },
  },
];

/** The two steps that look at more than one call, by their words; the runner makes their verdicts. */
export const wholeSteps: Readonly<Record<"speed" | "load", Pick<PackStep, "code" | "name" | "expected">>> = {
  speed: { code: "speed", name: "应答速度", expected: `以上每次应答都在 ${SLOWEST_MS / 1000} 秒以内。` },
  load: { code: "load", name: "负载", expected: `${LOAD_MINUTES} 分钟内开通 ${LOAD_SEATS} 个席位，随后全部注销。` },
};

export const stepWords = (code: StepCode): Pick<PackStep, "name" | "expected"> => (code === "speed" || code === "load" ? wholeSteps[code] : (packSteps.find((step) => step.code === code) ?? { name: code, expected: "" }));

/** Slow answers are told apart from none: what was late would have been sent again, and again. */
export function judgeSpeed(tookMs: readonly number[]): Verdict {
  const slowest = Math.max(0, ...tookMs);
  return verdict(slowest < SLOWEST_MS, `最慢 ${slowest} 毫秒`, `最慢 ${slowest} 毫秒，超过 ${SLOWEST_MS / 1000} 秒`);
}

export function judgeLoad({ opened, cancelled, seconds }: { opened: number; cancelled: number; seconds: number }): Verdict {
  if (opened < LOAD_SEATS) return verdict(false, "", `只开通了 ${opened} 个，用时 ${seconds} 秒`);
  return verdict(cancelled === LOAD_SEATS && seconds <= LOAD_MINUTES * 60, `${LOAD_SEATS} 个席位用 ${seconds} 秒开通，全部注销`, cancelled < LOAD_SEATS ? `开通了 ${opened} 个，只注销了 ${cancelled} 个` : `用了 ${seconds} 秒，超过 ${LOAD_MINUTES} 分钟`);
}

/** What is kept of a call for its partner to read. */
export type Exchange = { method: string; path: string; key: string; request: unknown; status: number; tookMs: number; response: unknown };
const HIDDEN = "（已隐藏）";
const MOST_TEXT = 4000;

/** A body as it is kept: what lets somebody in is left out, and what is very long is cut. */
export function shownBody(body: unknown): unknown {
  if (body === undefined || body === null) return null;
  const text = JSON.stringify(body, (name, value: unknown) => (["token", "sessionUrl", "secret"].includes(name) ? HIDDEN : value));
  return text.length > MOST_TEXT ? `${text.slice(0, MOST_TEXT)}…` : (JSON.parse(text) as unknown);
}
