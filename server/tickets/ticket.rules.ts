import type { TicketSide, TicketState } from "../generated/prisma/enums";

/** TMF621's own table of what may follow what. */
export const nextTicketStates = {
  acknowledged: ["inProgress", "rejected", "cancelled"],
  inProgress: ["held", "pending", "resolved", "cancelled"],
  held: ["inProgress"],
  pending: ["inProgress", "cancelled"],
  resolved: ["closed", "inProgress"],
  rejected: [],
  cancelled: [],
  closed: [],
} as const satisfies Record<TicketState, readonly TicketState[]>;

export const ticketStates = Object.keys(nextTicketStates) as TicketState[];

export function canTicketMove(from: TicketState, to: TicketState): boolean {
  return (nextTicketStates[from] as readonly string[]).includes(to);
}

/** As many letters as are taken of what somebody says on a case. */
export const mostCaseLetters = 2000;

/** What a company says a case is; what came by a machine may say something else, and is `other` to people. */
export const ticketKinds = ["fault", "question", "complaint"] as const;
export type TicketKind = (typeof ticketKinds)[number];
export const shownTicketKinds = [...ticketKinds, "other"] as const;
export const kindOfTicket = (ticketType: string): TicketKind | "other" => ticketKinds.find((kind) => kind === ticketType.toLowerCase()) ?? "other";

/** A fault that waits for nobody's quiet hours (NT7): of the first priority, or the gravest, as its agents say it. */
export const isPressing = ({ severity, priority }: { severity: string; priority: string }): boolean => severity.toLowerCase() === "critical" || ["p1", "1", "critical", "urgent"].includes(priority.toLowerCase());

/** TMF621 wants a severity of every case; the company is not asked for one. */
export const severityOf = (kind: TicketKind): string => (kind === "fault" ? "Major" : "Minor");

/** The states by who has to do something next, as lists are filtered. */
export const ticketGroups = ["active", "yours", "ended"] as const;
export type TicketGroup = (typeof ticketGroups)[number];
export const statesOfGroup = {
  active: ["acknowledged", "inProgress", "held"],
  yours: ["pending", "resolved"],
  ended: ["closed", "cancelled", "rejected"],
} as const satisfies Record<TicketGroup, readonly TicketState[]>;

/** As many as one case may hold, so that a page shows all of it. */
export const MOST_NOTES = 200;

/** What its company may do with a case now. Confirming and refusing answer a solution; whoever has something to add to it refuses it. */
export function companyActs(state: TicketState): { maySay: boolean; mayConfirm: boolean; mayReopen: boolean; mayWithdraw: boolean } {
  return {
    maySay: (["acknowledged", "inProgress", "pending", "held"] satisfies TicketState[] as TicketState[]).includes(state),
    mayConfirm: canTicketMove(state, "closed"),
    mayReopen: state === "resolved",
    mayWithdraw: canTicketMove(state, "cancelled"),
  };
}

/** Where a message of the company leads: what was asked of it has been said, so the work goes on. */
export const stateAfterMessage = (state: TicketState): TicketState => (state === "pending" ? "inProgress" : state);

/** Who has the next step. `onTheWay`: opened online, and the service desk has not said yet that it has it; `nowhere`: no desk is told of it. */
export type TicketHolder = "nobody" | "company" | "onTheWay" | "nowhere" | "taken" | "agent";
export function holderOfTicket({ state, isTaken, isTold }: { state: TicketState; isTaken: boolean; isTold: boolean }): TicketHolder {
  if ((statesOfGroup.ended as readonly string[]).includes(state)) return "nobody";
  if ((statesOfGroup.yours as readonly string[]).includes(state)) return "company";
  if (state === "acknowledged") return isTaken ? "taken" : isTold ? "onTheWay" : "nowhere";
  return "agent";
}

/** The mail that a company gets when somebody else answers or moves its case; null for what is no news to it. */
export function newsOfTicket(side: TicketSide, { answers, moved }: { answers: number; moved: TicketState | null }): "resolved" | "rejected" | "pending" | "answered" | null {
  if (side === "company") return null;
  if (moved === "resolved" || moved === "rejected" || moved === "pending") return moved;
  return answers > 0 ? "answered" : null;
}
