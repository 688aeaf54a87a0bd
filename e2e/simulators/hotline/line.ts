import type { Parts } from "../kit/definition";
import { type ApiAnswer, type PortalApi, createPortalApi } from "../kit/portal-api";
import { takeOne } from "../kit/switches";
import { createTicker } from "../kit/ticker";
import { agents } from "./agents";
import { type Books, type OpenTask, isOver } from "./cases";
import { Ticket } from "./hotline.schema";

const RETRY_MS = 1500;
const GATHER_MS = 3000;
/** What was given up on its way to us is found by reading, now and then. */
const READ_AGAIN_MS = 600_000;
const TICKETS = "/troubleTicket/v4/troubleTicket";
const HUB = "/troubleTicket/v4/hub";
const openStates = ["acknowledged", "inProgress", "pending", "held", "resolved"];

type Keep = (operation: string, data: Record<string, unknown>) => void;
const said = ({ status, body }: ApiAnswer) => `${status} ${String((body as { message?: unknown } | null)?.message ?? "")}`.trim();
const rowsOf = ({ body }: ApiAnswer) => (Array.isArray(body) ? (body as unknown[]) : []);

/** The line to the portal: subscribes to its cases, reads what it missed, and sends what agents do until it is done there. */
export function createLine(parts: Parts, api: PortalApi, platforms: readonly string[], books: Books, keep: Keep) {
  const ask = createPortalApi(api, "10060");
  const notBefore = new Map<string, number>();
  const { switches } = parts;
  let readAt = 0;

  const see = (platformId: string, body: unknown) => {
    const ticket = Ticket.safeParse(body);
    if (!ticket.success) return;
    const known = books.byTicket.get(ticket.data.id)?.ticket;
    if (JSON.stringify(known) !== JSON.stringify(ticket.data)) keep("seeCase", { seen: { platformId, ticket: ticket.data } });
  };
  const end = (task: OpenTask, problem = "") => keep("endTask", { ended: { taskId: task.id, problem } });
  const later = (task: OpenTask) => void notBefore.set(task.id, Date.now() + RETRY_MS);

  /** Subscribes anew where nobody knows the secret any more; true when events will come. */
  async function subscribe(platformId: string): Promise<boolean> {
    const known = books.subscriptions.get(platformId);
    if (known && (await ask(platformId, "GET", `${HUB}/${known.id}`)).status === 200) return true;
    const callback = `${parts.url()}/v1/events/${platformId}`;
    for (const old of rowsOf(await ask(platformId, "GET", HUB)) as { id: string; callback: string }[]) if (old.callback === callback) await ask(platformId, "DELETE", `${HUB}/${old.id}`);
    const { id, secret } = ((await ask(platformId, "POST", HUB, { callback })).body ?? {}) as { id?: string; secret?: string };
    if (!id || !secret) return false;
    keep("subscribe", { subscribed: { platformId, id, secret } });
    return true;
  }

  async function readMissed(platformId: string): Promise<void> {
    for (const status of openStates) for (const row of rowsOf(await ask(platformId, "GET", `${TICKETS}?status=${status}&limit=200`))) see(platformId, row);
    // One that ended while nobody told us is asked for by its id.
    for (const one of books.cases.values()) if (one.platformId === platformId && one.ticket && !isOver(one)) see(platformId, (await ask(platformId, "GET", `${TICKETS}/${one.ticket.id}`)).body);
  }

  async function open(task: OpenTask): Promise<void> {
    const taken = books.cases.get(task.externalId)?.taken;
    if (!taken) return end(task);
    const [customer] = rowsOf(await ask(taken.platformId, "GET", `/customerManagement/v4/customer?account.name=${encodeURIComponent(taken.accountName)}`)) as { id: string }[];
    if (!customer) return end(task, "门户没有这个企业帐号");
    const body = {
      externalId: taken.externalId, name: taken.name, description: taken.description, severity: taken.kind === "fault" ? "Major" : "Minor", ticketType: taken.kind, channel: { id: "10060" },
      relatedParty: [{ id: customer.id, role: "customer", "@referredType": "Customer" }, { id: task.agentId, name: agents[task.agentId] ?? "", role: "agent", "@referredType": "Individual" }],
    };
    await send(task, () => ask(taken.platformId, "POST", TICKETS, body));
  }

  /** Sends once or twice, loses what it is told to lose, and looks at the answer. */
  async function send(task: OpenTask, once: () => Promise<ApiAnswer>): Promise<void> {
    const answer = await once();
    if (switches.sendTwice) await once();
    if (takeOne(switches, "loseAnswerNext", "")) return later(task);
    const one = books.cases.get(task.externalId);
    if (answer.status === 200 || answer.status === 201) {
      if (one) see(one.platformId, answer.body);
      return end(task);
    }
    // Changed since it was read, or busy: read it again. A step comes after those before it that are still on their way.
    const mayFollow = /is not followed by/.test(said(answer)) ? books.tasksOf(task.externalId)[0]?.id !== task.id : answer.status === 409;
    if (answer.status >= 500 || [412, 429].includes(answer.status) || mayFollow) return later(task);
    end(task, `门户不受理：${said(answer)}`);
  }

  /** Whether the portal shows that a task was done: its note stands there, or a state that it did not have when this was first sent. */
  const isDone = (task: OpenTask, ticket: Ticket) =>
    task.does === "receive" ? ticket.externalId !== undefined : task.text !== "" ? ticket.note.some(({ id }) => id === task.id) : task.statesBefore !== null && ticket.statusChange.slice(task.statesBefore).some(({ status }) => status === task.status);

  async function patch(task: OpenTask): Promise<void> {
    const one = books.cases.get(task.externalId);
    if (!one?.ticket) return later(task);
    const path = `${TICKETS}/${one.ticket.id}`;
    const { status, body, etag } = await ask(one.platformId, "GET", path);
    const ticket = Ticket.safeParse(body);
    if (status !== 200 || !ticket.success) return later(task);
    see(one.platformId, body);
    if (isDone(task, ticket.data)) return end(task);
    if (task.statesBefore === null) keep("tryTask", { tried: { taskId: task.id, states: ticket.data.statusChange.length } });
    const { note, relatedParty } = ticket.data;
    const agent = { id: task.agentId, name: agents[task.agentId] ?? "", role: "agent", "@referredType": "Individual" };
    const change = task.does === "receive" ? { externalId: task.externalId } : {
      relatedParty: [...relatedParty.filter(({ role }) => role !== "agent"), agent],
      ...(task.text === "" ? {} : { note: [...note, { id: task.id, author: agents[task.agentId] ?? "", text: task.text }] }), ...(task.status === null ? {} : { status: task.status }),
    };
    await send(task, () => ask(one.platformId, "PATCH", path, change, etag));
  }

  /** Cases that came from the portal and have no number of ours are taken, so that their companies see that we have them. */
  function receiveNew(): void {
    for (const one of books.cases.values()) {
      if (!one.isFromPortal || one.ticket?.externalId !== undefined || isOver(one) || books.tasks.has(`receive ${one.externalId}`) || books.problems.get(one.externalId)) continue;
      keep("receiveCase", { task: { id: `receive ${one.externalId}`, externalId: one.externalId, does: "receive", status: null, text: "", agentId: "", at: parts.now().toISOString() } });
    }
  }

  async function sendDue(): Promise<void> {
    receiveNew();
    const firsts = new Map<string, OpenTask>();
    for (const task of books.tasks.values()) if (!firsts.has(task.externalId)) firsts.set(task.externalId, task);
    // Reversed, what was wanted last goes first, within a case too.
    const pause = switches.sendDelayMs + (switches.sendReversed ? GATHER_MS : 0);
    const wanted = switches.sendReversed ? [...books.tasks.values()].reverse() : [...firsts.values()];
    const due = wanted.filter((task) => (notBefore.get(task.id) ?? Date.parse(task.at) + pause) <= Date.now());
    for (const task of due) {
      if (!books.tasks.has(task.id)) continue;
      if (takeOne(switches, "loseSendNext", "")) later(task);
      else await (task.does === "open" ? open(task) : patch(task)).catch(() => later(task));
    }
  }

  async function readAll(): Promise<void> {
    const areThere = await Promise.all(platforms.map(async (platformId) => {
      if (!(await subscribe(platformId))) return false;
      await readMissed(platformId);
      return true;
    }));
    // A portal that is starting is asked again soon.
    readAt = Date.now() + (areThere.every(Boolean) ? READ_AGAIN_MS : RETRY_MS);
  }

  async function tick(): Promise<void> {
    if (readAt <= Date.now()) await readAll().catch(() => { readAt = Date.now() + RETRY_MS; });
    await sendDue();
  }

  return createTicker(tick);
}
