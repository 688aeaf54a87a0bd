import type { Tx } from "../db";
import type { Customer } from "../generated/prisma/client";
import { sendMail } from "../notifications/notification.service";
import type { Scope } from "../scope";
import { invitationFor, personByMail } from "./invitation.service";
import { worded } from "../notifications/templates.rules";

type Invitation = { customer: Pick<Customer, "id" | "label" | "accountName" | "provinceId" | "contactName" | "contactEmail">; companyName: string; lockedHash: string };

/** PC1: the child's contact becomes its owner and is mailed how to come in, with the caller's transaction. */
export async function inviteChildOwner(tx: Tx, scope: Scope, { customer, companyName, lockedHash }: Invitation): Promise<void> {
  const { id: customerId, label, accountName, contactName: name, contactEmail: email } = customer;
  const person = await personByMail(tx, scope, { name, email, lockedHash });
  const owner = { role: "owner" as const, isActive: true, invitedName: name };
  await tx.membership.upsert({ where: { platformId_personId_customerId: { platformId: scope.platformId, personId: person.id, customerId } }, create: { ...owner, personId: person.id, customerId, createdAt: scope.now() }, update: owner });
  const { url, ...entry } = await invitationFor(tx, person, customer.provinceId);
  await sendMail(tx, scope, {
    ...worded("code.childOwner", { company: companyName, child: label, accountName, ...entry }), recipient: email, customerId, greets: name, url,
  });
}
