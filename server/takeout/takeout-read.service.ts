import type { Db } from "../db";
import { productName } from "../inventory/product.words";
import type { Row } from "./takeout.rules";
import type { TakeoutKind } from "./takeout.words";

/** Rows that one reading brings. */
const BATCH = 500;

/** One account's rows of a kind, in the order of their ids. */
type Part = { customerId: string; after: string };
const page = ({ after }: Part) => ({ where: { id: { gt: after } }, orderBy: { id: "asc" as const }, take: BATCH });
const own = (part: Part) => ({ ...page(part), where: { ...page(part).where, customerId: part.customerId } });
type Read = (db: Db, part: Part) => Promise<readonly (Row & { id: string })[]>;

const numbersOf = async (db: Db, ids: readonly string[]) => new Map((await db.productOrder.findMany({ where: { id: { in: [...new Set(ids)] } }, select: { id: true, number: true } })).map(({ id, number }) => [id, number]));

/** How each kind is read: always by the account's own id, never by what a request says. */
const readers: Record<TakeoutKind, Read> = {
  accounts: async (db, part) => {
    const rows = await db.customer.findMany({ where: { id: part.customerId, AND: page(part).where }, include: { organization: true } });
    return rows.map(({ organization, ...row }) => ({ ...row, companyName: organization.name, creditCode: organization.creditCode, address: organization.address }));
  },
  members: async (db, part) => (await db.membership.findMany({ ...own(part), include: { person: { select: { name: true, email: true } } } })).map(({ person, invitedName, firstUsedAt, ...row }) => ({ ...row, name: firstUsedAt === null && invitedName !== "" ? invitedName : person.name, email: person.email })),
  users: (db, part) => db.enterpriseUser.findMany(own(part)),
  orders: (db, part) => db.productOrder.findMany(own(part)),
  orderItems: async (db, part) => {
    const { where, ...rest } = page(part);
    const rows = await db.productOrderItem.findMany({ ...rest, where: { ...where, order: { customerId: part.customerId } }, include: { order: { select: { number: true } } } });
    return rows.map(({ order, ...row }) => ({ ...row, orderNumber: order.number }));
  },
  approvals: async (db, part) => {
    const rows = await db.orderApproval.findMany(own(part));
    const numbers = await numbersOf(db, rows.map(({ orderId }) => orderId));
    return rows.map((row) => ({ ...row, orderNumber: numbers.get(row.orderId) ?? "" }));
  },
  products: (db, part) => db.product.findMany(own(part)),
  seats: async (db, part) => (await db.seatAssignment.findMany({ ...own(part), include: { product: { select: { specificationName: true, offeringName: true } }, user: { select: { name: true, employeeNumber: true } } } })).map(({ product, user, ...row }) => ({ ...row, productName: productName(product), userName: user.name, employeeNumber: user.employeeNumber })),
  bills: async (db, part) => db.customerBill.findMany({ ...own(part), where: { ...own(part).where, sentAt: { not: null } } }),
  // A prepaid account's charges stand on no bill; what is on one is the company's to read once it is out.
  billLines: async (db, part) => (await db.appliedCustomerBillingRate.findMany({ ...own(part), where: { ...own(part).where, OR: [{ billId: null }, { bill: { sentAt: { not: null } } }] }, include: { bill: { select: { number: true } } } })).map(({ bill, ...row }) => ({ ...row, billNumber: bill?.number ?? null })),
  payments: (db, part) => db.payment.findMany(own(part)),
  movements: async (db, part) => {
    const accounts = await db.ledgerAccount.findMany({ where: { customerId: part.customerId, kind: { in: ["prepaidCash", "prepaidHeld"] } }, select: { id: true, kind: true } });
    const rows = await db.journal.findMany({ ...own(part), include: { postings: { where: { accountId: { in: accounts.map(({ id }) => id) } }, select: { accountId: true, amountFen: true } } } });
    const sum = (postings: (typeof rows)[number]["postings"], kind: string) => postings.filter(({ accountId }) => accounts.some((account) => account.id === accountId && account.kind === kind)).reduce((total, { amountFen }) => total + amountFen, 0n);
    return rows.map(({ postings, ...row }) => ({ ...row, cashFen: sum(postings, "prepaidCash"), heldFen: sum(postings, "prepaidHeld") }));
  },
  fundMoves: (db, part) => db.fundMove.findMany(own(part)),
  fapiao: (db, part) => db.fapiao.findMany({ ...own(part), omit: { fileBytes: true } }),
  quotes: (db, part) => db.quote.findMany(own(part)),
  quoteOffers: async (db, part) => {
    const { where, ...rest } = page(part);
    const rows = await db.quoteOffer.findMany({ ...rest, where: { ...where, state: "issued", quote: { customerId: part.customerId } }, include: { quote: { select: { number: true } } } });
    return rows.map(({ quote, ...row }) => ({ ...row, quoteNumber: quote.number }));
  },
  quoteMessages: async (db, part) => {
    const { where, ...rest } = page(part);
    const rows = await db.quoteMessage.findMany({ ...rest, where: { ...where, isInternal: false, quote: { customerId: part.customerId } }, include: { quote: { select: { number: true } } } });
    return rows.map(({ quote, ...row }) => ({ ...row, quoteNumber: quote.number }));
  },
  tickets: (db, part) => db.troubleTicket.findMany(own(part)),
  ticketNotes: async (db, part) => {
    const { where, ...rest } = page(part);
    const rows = await db.ticketNote.findMany({ ...rest, where: { ...where, ticket: { customerId: part.customerId } }, include: { ticket: { select: { number: true } } } });
    return rows.map(({ ticket, ...row }) => ({ ...row, ticketNumber: ticket.number }));
  },
  authorisations: (db, part) => db.childAuthorisation.findMany(own(part)),
  caps: (db, part) => db.spendingCap.findMany(own(part)),
};

const FIRST = "00000000-0000-0000-0000-000000000000";

/** All rows of a kind of these accounts, batch by batch, each with the name of its account. */
export async function* rowsOfKind(db: Db, kind: TakeoutKind, accounts: readonly { id: string; name: string }[]): AsyncGenerator<readonly Row[]> {
  for (const { id: customerId, name } of accounts) {
    for (let after = FIRST; ; ) {
      const rows = await readers[kind](db, { customerId, after });
      if (rows.length > 0) yield rows.map((row) => ({ ...row, account: name }));
      const last = rows.at(-1)?.id;
      if (last === undefined || rows.length < BATCH) break;
      after = last;
    }
  }
}
