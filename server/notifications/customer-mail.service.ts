import type { Tx } from "../db";
import { pageUrl } from "../platforms/page-url";
import type { Scope } from "../scope";
import type { NoticeKind } from "./kind.rules";
import { sendMail } from "./notification.service";
import type { Values } from "./template.rules";

/** What a mail to a company needs of it. */
export const contactFields = { id: true, contactEmail: true, contactName: true, provinceId: true } as const;
export type Contact = { id: string; contactEmail: string; contactName: string; provinceId: string };

/** `link.path` is a page of the company's own area, "/bills". */
type CustomerMail = { kind: NoticeKind; subject: string; text: string; link?: { label: string; path: string }; isUrgent?: boolean; /** As `worded` gives them (NT5). */ values?: Values };

/** Writes a mail to a company's contact, greeted by name, with a link into its own area; `customer` is its id, or what was read of it. */
export async function mailCustomer(tx: Tx, scope: Scope, customer: string | Contact, { kind, subject, text, link, isUrgent, values }: CustomerMail): Promise<void> {
  const to = typeof customer === "string" ? await tx.customer.findFirstOrThrow({ where: { id: customer }, select: contactFields }) : customer;
  await sendMail(tx, scope, {
    kind, subject, recipient: to.contactEmail, customerId: to.id, text, greets: to.contactName,
    ...(isUrgent ? { isUrgent } : {}), ...(values ? { values } : {}),
    ...(link ? { link: { label: link.label, url: pageUrl(to.provinceId, `/account${link.path}`) } } : {}),
  });
}
