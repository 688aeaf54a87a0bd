import type { Tx } from "../db";
import { pageUrl } from "../platforms/page-url";
import type { Scope } from "../scope";
import { sendMail } from "./notification.service";
import type { Told } from "./templates.rules";

/** What a mail to a company needs of it. */
export const contactFields = { id: true, contactEmail: true, contactName: true, provinceId: true } as const;
export type Contact = { id: string; contactEmail: string; contactName: string; provinceId: string };

/** `path` is a page of the company's own area, "/bills", where the button leads. */
type CustomerMail = Told & { path?: string; isUrgent?: boolean };

/** Writes a mail to a company's contact, greeted by name, with a link into its own area; `customer` is its id, or what was read of it. */
export async function mailCustomer(tx: Tx, scope: Scope, customer: string | Contact, { path, ...told }: CustomerMail): Promise<void> {
  const to = typeof customer === "string" ? await tx.customer.findFirstOrThrow({ where: { id: customer }, select: contactFields }) : customer;
  await sendMail(tx, scope, { ...told, recipient: to.contactEmail, customerId: to.id, greets: to.contactName, ...(path === undefined ? {} : { url: pageUrl(to.provinceId, `/account${path}`) }) });
}
