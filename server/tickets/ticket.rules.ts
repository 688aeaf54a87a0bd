import type { TicketState } from "../generated/prisma/enums";

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
