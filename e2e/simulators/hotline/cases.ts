import { Ended, Seen, Subscribed, Taken, Task, type Ticket, Tried } from "./hotline.schema";

export type Case = {
  externalId: string; platformId: string; isFromPortal: boolean; taken: Taken | null;
  /** As the portal last showed it; null until it has answered. */
  ticket: Ticket | null;
  at: string;
};
export type OpenTask = Task & { statesBefore: number | null };
const finals = ["closed", "cancelled", "rejected"];

export const statusOf = (one: Case): string => one.ticket?.statusChange.at(-1)?.status ?? "waiting";
export const isOver = (one: Case): boolean => finals.includes(statusOf(one));
export const numberOf = ({ ticket }: Case): string => ticket?.relatedEntity.find(({ role }) => role === "caseNumber")?.id ?? "";
export const partyOf = ({ ticket }: Case, role: string): string => ticket?.relatedParty.find((party) => party.role === role)?.name ?? "";

/** Of two views of a case the one in which more has happened; both lists only ever grow. */
const newerOf = (known: Ticket | null, seen: Ticket): Ticket => (known && (known.statusChange.length > seen.statusChange.length || known.note.length > seen.note.length) ? known : seen);

/** The service desk's own books: cases, what it wants to tell of them, and by which secret each platform signs. Made of effects alone. */
export function createBooks() {
  const cases = new Map<string, Case>();
  const byTicket = new Map<string, Case>();
  const tasks = new Map<string, OpenTask>();
  const problems = new Map<string, string>();
  const subscriptions = new Map<string, { id: string; secret: string }>();

  /** By time, since books that were lost begin to count anew while the portal still has the numbers. */
  const nextNumber = (platformId: string, at: string) => `10060${platformId}${Math.floor(Date.parse(at) / 1000)}${String(cases.size % 100).padStart(2, "0")}`;

  function see({ platformId, ticket }: ReturnType<typeof Seen.parse>, at: string): void {
    const known = byTicket.get(ticket.id) ?? (ticket.externalId === undefined ? undefined : cases.get(ticket.externalId));
    const one = known ?? { externalId: ticket.externalId ?? nextNumber(platformId, at), platformId, isFromPortal: ticket.channel?.id === "portal", taken: null, ticket: null, at };
    one.ticket = newerOf(one.ticket, ticket);
    cases.set(one.externalId, one);
    byTicket.set(ticket.id, one);
  }

  return {
    cases, tasks, problems, subscriptions, byTicket,
    nextNumber,
    /** Tasks of one case in the order in which they were wanted. */
    tasksOf: (externalId: string) => [...tasks.values()].filter((task) => task.externalId === externalId),
    apply(data: Record<string, unknown>, at: string): void {
      if ("taken" in data) {
        const taken = Taken.parse(data.taken);
        cases.set(taken.externalId, { externalId: taken.externalId, platformId: taken.platformId, isFromPortal: false, taken, ticket: null, at: taken.at });
        tasks.set(`open ${taken.externalId}`, { id: `open ${taken.externalId}`, externalId: taken.externalId, does: "open", status: null, text: "", agentId: taken.agentId, at: taken.at, statesBefore: null });
      } else if ("task" in data) {
        const task = Task.parse(data.task);
        tasks.set(task.id, { ...task, statesBefore: null });
      } else if ("tried" in data) {
        const { taskId, states } = Tried.parse(data.tried);
        const task = tasks.get(taskId);
        if (task) task.statesBefore = states;
      } else if ("ended" in data) {
        const { taskId, problem } = Ended.parse(data.ended);
        const task = tasks.get(taskId);
        if (task) problems.set(task.externalId, problem);
        tasks.delete(taskId);
      } else if ("subscribed" in data) {
        const { platformId, id, secret } = Subscribed.parse(data.subscribed);
        subscriptions.set(platformId, { id, secret });
      } else if ("seen" in data) see(Seen.parse(data.seen), at);
    },
  };
}
export type Books = ReturnType<typeof createBooks>;
