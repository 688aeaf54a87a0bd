import type { z } from "zod";
import { recordAudit } from "../audit/audit.service";
import type { Tx } from "../db";
import { AppError, fieldError } from "../kernel/errors";
import { type Permission, allows } from "../kernel/permissions";
import type { Scope, StaffActor } from "../scope";
import { type MaskedField, type MaskedPlace, hiddenFacts } from "./look.rules";
import type { RevealData, Revealed } from "./look.schema";
import { keepLook } from "./look.service";

type Found = { customerId: string | null; openingId?: string; provinceId: string; subject: string; values: [MaskedField, string][] };
type Place = {
  /** Beside contact.reveal. */
  permission?: Permission;
  find: (tx: Tx, id: string) => Promise<Found | null>;
};

/** Where masked data stands, who may see it there in full, and how it is read. */
const places: Record<MaskedPlace, Place> = {
  customer: {
    find: async (tx, id) => {
      const row = await tx.customer.findFirst({ where: { id }, select: { id: true, provinceId: true, accountName: true, contactPhone: true, contactEmail: true } });
      return row && { customerId: row.id, provinceId: row.provinceId, subject: row.accountName, values: [["phone", row.contactPhone], ["email", row.contactEmail]] };
    },
  },
  opening: {
    find: async (tx, id) => {
      const row = await tx.accountOpening.findFirst({ where: { id }, select: { id: true, customerId: true, provinceId: true, number: true, contactPhone: true, email: true } });
      return row && { customerId: row.customerId, openingId: row.id, provinceId: row.provinceId, subject: row.number, values: [["phone", row.contactPhone], ["email", row.email]] };
    },
  },
  recovery: {
    find: async (tx, id) => {
      const row = await tx.ownerRecovery.findFirst({ where: { id }, select: { customerId: true, provinceId: true, personName: true, phone: true, email: true } });
      return row && { customerId: row.customerId, provinceId: row.provinceId, subject: row.personName, values: [["phone", row.phone], ["email", row.email]] };
    },
  },
  ticket: {
    find: async (tx, id) => {
      const row = await tx.troubleTicket.findFirst({ where: { id }, select: { customerId: true, provinceId: true, number: true, contactBy: true, contactAt: true } });
      return row && { customerId: row.customerId, provinceId: row.provinceId, subject: row.number, values: row.contactBy === "phone" || row.contactBy === "email" ? [[row.contactBy, row.contactAt]] : [] };
    },
  },
  order: {
    find: async (tx, id) => {
      const row = await tx.productOrder.findFirst({ where: { id }, select: { customerId: true, provinceId: true, number: true, facts: true } });
      return row && { customerId: row.customerId, provinceId: row.provinceId, subject: row.number, values: hiddenFacts(row.facts as Record<string, string>) };
    },
  },
  fapiao: {
    permission: "fapiao.issue",
    find: async (tx, id) => {
      const row = await tx.fapiao.findFirst({ where: { id }, select: { customerId: true, provinceId: true, number: true, titleFacts: true } });
      const { phone, bankAccount } = (row?.titleFacts ?? {}) as Record<string, string>;
      return row && { customerId: row.customerId, provinceId: row.provinceId, subject: row.number, values: [...(phone ? [["phone", phone] as [MaskedField, string]] : []), ...(bankAccount ? [["bankAccount", bankAccount] as [MaskedField, string]] : [])] };
    },
  },
  withdrawal: {
    permission: "payment.refund",
    find: async (tx, id) => {
      const row = await tx.withdrawal.findFirst({ where: { id }, select: { customerId: true, provinceId: true, number: true, legs: { where: { payeeAccount: { not: "" } }, orderBy: { seq: "asc" }, select: { payeeAccount: true } } } });
      return row && { customerId: row.customerId, provinceId: row.provinceId, subject: row.number, values: [...new Set(row.legs.map(({ payeeAccount }) => payeeAccount))].map((account) => ["bankAccount", account]) };
    },
  },
  bankLine: {
    permission: "payment.refund",
    find: async (tx, id) => {
      const row = await tx.bankStatementLine.findFirst({ where: { id }, select: { customerId: true, provinceId: true, serial: true, payerAccount: true } });
      return row && { customerId: row.customerId, provinceId: row.provinceId, subject: row.serial, values: row.payerAccount === "" ? [] : [["bankAccount", row.payerAccount]] };
    },
  },
};

/**
 * DP4: masked data in full, for a stated reason. The look and its audit record commit before anything is shown. Throws NOT_FOUND outside
 * the duty and for what has nothing masked, FORBIDDEN for a bank account that is not the clerk's work, an error at the field for a case
 * that is not this company's.
 */
export async function revealData(scope: Scope<StaffActor>, { place, id, ...because }: z.output<typeof RevealData>): Promise<z.output<typeof Revealed>> {
  const { permission, find } = places[place];
  if (permission && !allows(scope.actor.roles, permission)) throw new AppError("FORBIDDEN");
  return scope.transaction(async (tx) => {
    const found = await find(tx, id);
    if (!found || found.values.length === 0) throw new AppError("NOT_FOUND");
    const { customerId, openingId, provinceId, subject, values } = found;
    if (because.ticketNumber !== "") {
      const known = customerId === null ? 0 : await tx.troubleTicket.count({ where: { number: because.ticketNumber, customerId } });
      if (known === 0) throw fieldError("ticketNumber", "ticketNotTheirs");
    }
    const fields = [...new Set(values.map(([field]) => field))];
    await keepLook(tx, scope, { kind: "reveal", customerId, openingId: openingId ?? null, provinceId, subjectId: id, subject, fields, because });
    await recordAudit(tx, scope, "contact.reveal", { kind: place, id }, { customerId, provinceId, after: { fields, reason: because.reason, ticketNumber: because.ticketNumber }, ...(because.text === "" ? {} : { reason: because.text }) });
    return values.map(([field, value]) => ({ field, value }));
  });
}
