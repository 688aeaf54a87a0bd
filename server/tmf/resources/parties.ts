import { maskEmail, maskPhone } from "../../accounts/account.rules";
import type { Person, Prisma } from "../../generated/prisma/client";
import type { Verification } from "../../generated/prisma/enums";
import { type Attribute, type Where, flag, id, instant, nothing, ownId, text, word, words } from "../attribute.rules";
import { TmfError } from "../error.rules";
import { type Json, type LookedUp, MOST_AT_ONCE, type Resource, hrefOf, tableOf } from "../resource";
import { accountStates } from "./accounts";
import { characteristic, identified, refOf } from "./parts";

const withParty = { organization: { select: { id: true, name: true } }, billingAccount: { select: { id: true, boundAccountNumber: true } } } satisfies Prisma.CustomerInclude;
type CustomerRow = Prisma.CustomerGetPayload<{ include: typeof withParty }>;

/** Contact data is masked, as it is for staff until one of them gives a reason (DP4). */
const contactOf = (email: string, phone: string) => [
  { mediumType: "email", preferred: true, characteristic: { contactType: "business", emailAddress: maskEmail(email), "@type": "MediumCharacteristic" }, "@type": "ContactMedium" },
  { mediumType: "phone", preferred: false, characteristic: { contactType: "business", phoneNumber: maskPhone(phone), "@type": "MediumCharacteristic" }, "@type": "ContactMedium" },
];

function customerView(row: CustomerRow): Json {
  const { organization, billingAccount } = row;
  const party = (key: string, name: string, role: string, resource: [Parameters<typeof hrefOf>[0], string], type: string) => ({ id: key, href: hrefOf(...resource, key), name, role, "@type": "RelatedParty", "@referredType": type });
  return {
    ...identified("629", "customer", row.id), name: organization.name, status: accountStates[row.state], validFor: { startDateTime: row.openedAt.toISOString() },
    engagedParty: party(organization.id, organization.name, "customer", ["632", "organization"], "Organization"),
    account: billingAccount ? [refOf("666", "billingAccount", billingAccount.id, row.accountName)] : [],
    characteristic: [characteristic("accountName", row.accountName), characteristic("payType", row.payType), characteristic("provinceId", row.provinceId), ...(row.accountNumber97 ? [characteristic("accountNumber97", row.accountNumber97)] : []), ...(billingAccount?.boundAccountNumber ? [characteristic("boundAccountNumber", billingAccount.boundAccountNumber)] : [])],
    contactMedium: contactOf(row.contactEmail, row.contactPhone),
    ...(row.parentId ? { relatedParty: [party(row.parentId, "", "parent", ["629", "customer"], "Customer")] } : {}),
  };
}

/** TMF629: companies as customers of the platform. */
export const customerResources: Resource[] = [
  tableOf<CustomerRow>({
    name: "customer",
    table: (db) => db.customer,
    include: withParty,
    attributes: {
      id: ownId, name: text("organization.name"), status: word("state", accountStates), "engagedParty.id": id("organizationId"), "account.id": id("billingAccount.id"), "account.name": text("accountName"), "validFor.startDateTime": instant("openedAt"), "relatedParty.id": id("parentId"),
    },
    view: (rows) => rows.map(customerView),
  }),
];

/** TM Forum knows no refused organization: one whose papers were refused, or ran out, is again where it began. */
const organizationStates: Record<Verification, string> = { unverified: "initialized", verified: "validated", refused: "initialized", expired: "initialized" };
type OrganizationRow = Prisma.OrganizationGetPayload<{ include: { customers: { select: { id: true } } } }>;

const organizationView = (row: OrganizationRow): Json => ({
  ...identified("632", "organization", row.id), name: row.name, tradingName: row.name, isLegalEntity: true, isHeadOffice: true, organizationType: "company", status: organizationStates[row.verification], existsDuring: { startDateTime: row.createdAt.toISOString() },
  organizationIdentification: [{ identificationType: "unifiedSocialCreditCode", identificationId: row.creditCode, issuingAuthority: "市场监督管理部门", "@type": "OrganizationIdentification" }],
  partyCharacteristic: [characteristic("industry", row.industry), characteristic("staffBand", row.staffBand), characteristic("address", row.address)],
  relatedParty: row.customers.map((customer) => ({ id: customer.id, href: hrefOf("629", "customer", customer.id), role: "customer", "@type": "RelatedParty", "@referredType": "Customer" })),
});

type PersonRow = Person & { memberships: { role: string; customer: { organizationId: string; organization: { name: string } } }[] };
const withWork = { memberships: { where: { isActive: true }, orderBy: { createdAt: "asc" }, select: { role: true, customer: { select: { organizationId: true, organization: { select: { name: true } } } } } } } satisfies Prisma.PersonInclude;

/** Chinese names begin with the family's, of one letter but for a few. */
const twoLetterFamilies = ["欧阳", "司马", "上官", "诸葛", "皇甫", "司徒", "令狐", "慕容", "尉迟", "公孙", "夏侯", "东方"];
function namesOf(name: string): { familyName: string; givenName: string } {
  const length = twoLetterFamilies.some((family) => name.startsWith(family)) ? 2 : 1;
  return { familyName: name.slice(0, length), givenName: name.slice(length) || name };
}

const beginsWith = (family: string) => ({ name: { startsWith: family } });
/** A family of one letter, without those of two that begin with it. */
function ofFamily(family: string): Where {
  if (twoLetterFamilies.includes(family)) return beginsWith(family);
  return [...family].length === 1 ? { ...beginsWith(family), NOT: twoLetterFamilies.filter((long) => long.startsWith(family)).map(beginsWith) } : nothing;
}
const byFamily: Attribute = {
  where: (operator, families) => {
    if (operator !== "eq") throw new TmfError("28", `a family's name cannot be compared by ${operator}`);
    return { OR: families.map(ofFamily) };
  },
};
const byGivenName: LookedUp = {
  where: ownId.where,
  lookUp: async (db, values) => {
    const like = await db.person.findMany({ where: { OR: values.map((value) => ({ name: { endsWith: value } })) }, select: { id: true, name: true }, take: MOST_AT_ONCE });
    if (like.length === MOST_AT_ONCE) throw new TmfError("28", "givenName: too many people are called so, say their fullName");
    return like.filter(({ name }) => values.includes(namesOf(name).givenName)).map(({ id: found }) => found);
  },
};

const individualView = (row: PersonRow): Json => ({
  ...identified("632", "individual", row.id), fullName: row.name, ...namesOf(row.name), status: row.emailConfirmedAt || row.phoneConfirmedAt ? "validated" : "initialized", contactMedium: contactOf(row.email ?? "", row.phone ?? ""),
  relatedParty: row.memberships.map(({ role, customer }) => ({ id: customer.organizationId, href: hrefOf("632", "organization", customer.organizationId), name: customer.organization.name, role, "@type": "RelatedParty", "@referredType": "Organization" })),
});

/** TMF632: companies as such, and the people who act for them. */
export const partyResources: Resource[] = [
  tableOf<OrganizationRow>({
    name: "organization",
    table: (db) => db.organization,
    include: { customers: { select: { id: true }, orderBy: { id: "asc" } } },
    attributes: { id: ownId, name: text("name"), tradingName: text("name"), status: word("verification", organizationStates), isLegalEntity: flag({}, nothing), "organizationIdentification.identificationId": text("creditCode"), "relatedParty.id": id("customers.some.id"), "existsDuring.startDateTime": instant("createdAt") },
    view: (rows) => rows.map(organizationView),
  }),
  tableOf<PersonRow>({
    name: "individual",
    table: (db) => db.person,
    // Through its company, so that a client of some provinces sees only the people there.
    within: { memberships: { some: { isActive: true } } },
    include: withWork,
    attributes: { id: ownId, fullName: text("name"), familyName: byFamily, givenName: byGivenName, status: words({ validated: { OR: [{ emailConfirmedAt: { not: null } }, { phoneConfirmedAt: { not: null } }] }, initialized: { emailConfirmedAt: null, phoneConfirmedAt: null } }), "relatedParty.id": id("memberships.some.customer.organizationId") },
    view: (rows) => rows.map(individualView),
  }),
];
