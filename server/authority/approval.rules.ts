/** Days that approvers have where a company said nothing else, and the most and fewest that it may say (PC6). */
export const ANSWER_DAYS = { usual: 3, least: 1, most: 14 } as const;
const DAY_MS = 86_400_000;

/** PC6: when the substitute is asked too, half-way, and when an order that nobody answered for ends. */
export function approvalClock(askedAt: Date, answerDays: number): { escalateAt: Date; dueAt: Date } {
  const after = (days: number) => new Date(askedAt.getTime() + days * DAY_MS);
  return { escalateAt: after(answerDays / 2), dueAt: after(answerDays) };
}

type Approver = { id: string; personId: string };
type Policy = { approverId: string | null; substituteId: string | null } | null;

/**
 * PC6: who is asked first: the approver whom the company named, else the substitute, else everybody who may approve; never whoever ordered.
 * Empty when nobody else may.
 */
export function firstAsked<T extends Approver>(approvers: readonly T[], policy: Policy, askedById: string | null): T[] {
  const others = approvers.filter(({ personId }) => personId !== askedById);
  const named = [policy?.approverId, policy?.substituteId].flatMap((id) => others.filter((one) => one.id === id)).slice(0, 1);
  return named.length > 0 ? named : others;
}

/** PC6: who is asked when half of the time has gone: the substitute, else everybody who was not asked yet; those who were, when that is nobody. */
export function askedNext<T extends Approver>(approvers: readonly T[], policy: Policy, { askedById, asked }: { askedById: string | null; asked: readonly string[] }): T[] {
  const others = approvers.filter(({ personId }) => personId !== askedById);
  const fresh = others.filter(({ id }) => !asked.includes(id));
  const substitute = fresh.filter(({ id }) => id === policy?.substituteId);
  return substitute.length > 0 ? substitute : fresh.length > 0 ? fresh : others;
}
