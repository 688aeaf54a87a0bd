/** Roles of a company's people (AI9), of staff (BO1) and of partners' people. An unknown role or permission refuses. */
export const customerRoles = ["owner", "buyer", "approver", "finance", "itAdmin", "reader", "employee"] as const;
export type CustomerRole = (typeof customerRoles)[number];
export const staffRoles = ["nationalAdmin", "provinceReviewer", "product", "finance", "settlement", "service", "auditor", "legal"] as const;
export type StaffRole = (typeof staffRoles)[number];
/** What a partner's people do at the partner desk. */
export const partnerRoles = ["partnerAdmin", "partnerOperator"] as const;
export type PartnerRole = (typeof partnerRoles)[number];

/** Whoever works for the company here; an employee only uses its applications. */
const everyMember = ["owner", "buyer", "approver", "finance", "itAdmin", "reader"] as const satisfies readonly CustomerRole[];
const everyPartner = partnerRoles;
const everyStaff = staffRoles;

/** The one table of who may do what, shared by procedures (refuse) and screens (hide). Names are noun.verb. */
export const permissions = {
  // Anyone, signed in or not: registration and sign-in on a storefront.
  "opening.draft": ["anyone"],
  "shop.read": ["anyone"],
  "person.signIn": ["anyone"],
  "password.reset": ["anyone"],
  "session.own": ["anyone"],
  // Somebody of a company whose owner has left; papers and two clerks decide.
  "ownerRecovery.ask": ["anyone"],
  // Staff before their first sign-in; the password is proven in the call itself.
  "secondFactor.enrol": ["anyone"],
  // Partners' people before their first sign-in.
  "partnerFactor.enrol": ["anyone"],
  // A company's people between password and second step (AI12).
  "secondStep.pass": ["anyone"],
  // A company's people.
  "account.read": everyMember,
  "productOrder.read": everyMember,
  "productOrder.submit": ["owner", "buyer"],
  "productOrder.cancel": ["owner", "buyer"],
  "productOrder.ask": ["owner", "buyer", "finance"],
  // Prices of one's own (OR15); whoever may order takes one up.
  "quote.read": everyMember,
  "quote.ask": ["owner", "buyer"],
  "product.read": everyMember,
  "product.renew": ["owner", "buyer"],
  "product.change": ["owner", "buyer"],
  "product.end": ["owner", "buyer"],
  "account.close": ["owner"],
  "coupon.read": everyMember,
  "balance.read": ["owner", "finance", "buyer", "approver"],
  "payment.make": ["owner", "finance"],
  "bill.read": ["owner", "finance", "approver", "reader"],
  "fapiao.read": ["owner", "finance", "reader"],
  "fapiao.ask": ["owner", "finance"],
  "budget.manage": ["owner", "finance"],
  "bill.dispute": ["owner", "finance"],
  "bill.promise": ["owner", "finance"],
  "bill.confirm": ["owner", "finance"],
  "enterpriseUser.read": ["owner", "itAdmin", "reader"],
  "enterpriseUser.change": ["owner", "itAdmin"],
  "joinRequest.decide": ["owner"],
  "membership.manage": ["owner"],
  "childAccount.read": ["owner", "finance", "approver", "reader"],
  "childAccount.open": ["owner"],
  // What accounts may spend without asking, and who answers when they ask.
  "spendingCap.read": ["owner", "finance", "approver", "buyer", "reader"],
  "spendingCap.set": ["owner", "finance"],
  "orderApproval.read": ["owner", "approver"],
  "orderApproval.decide": ["owner", "approver"],
  "orderApproval.setUp": ["owner"],
  "fund.read": ["owner", "finance"],
  "fund.move": ["owner", "finance"],
  "childPayer.set": ["owner", "finance"],
  // Products that go from one account of a group to another (PC16), and accounts that come under a parent or leave it (PC11).
  "product.transfer": ["owner"],
  "accountRelationship.manage": ["owner"],
  "company.change": ["owner"],
  // Who is told of a new owner may say no, whatever their role.
  "ownerRecovery.object": everyMember,
  // Papers speak for the company, so only its owner hands them in.
  "paper.handIn": ["owner"],
  "session.manage": customerRoles,
  // What is kept of oneself (DP3).
  "ownData.manage": customerRoles,
  // What everybody who signs in agrees to (DP5).
  "policy.agree": customerRoles,
  // An employee has notices of the applications that they use.
  "notice.read": customerRoles,
  "noticeChoice.set": customerRoles,
  "noticeDefault.set": ["owner"],
  // Of the person alone, whatever company they work for: hours, language, browsers.
  "noticeTimes.set": customerRoles,
  "pushDevice.manage": customerRoles,
  "companySignIn.manage": ["owner"],
  // Who of the operator and its partners looked at the company's data (DP6).
  "dataLook.read": ["owner", "itAdmin"],
  // All of the company's data as one file (DP1).
  "dataTakeout.take": ["owner"],
  "troubleTicket.read": everyMember,
  "troubleTicket.open": ["owner", "buyer", "approver", "finance", "itAdmin"],
  // Seats of products, one a person (PR7).
  "seat.assign": ["owner", "itAdmin"],
  // Applications that somebody has a seat of (PR5).
  "app.open": customerRoles,
  // Staff, within their duty.
  "review.read": ["provinceReviewer", "nationalAdmin", "auditor", "service"],
  "review.decide": ["provinceReviewer"],
  "handOff.open": ["provinceReviewer", "service"],
  // Prices for one company: who lets one below the list go out is another than who wrote it (OR11, OR15).
  "quoteDesk.read": ["provinceReviewer", "service", "product", "finance", "nationalAdmin", "auditor"],
  "quoteDesk.write": ["provinceReviewer", "service"],
  "quoteDesk.release": ["provinceReviewer", "finance", "product"],
  "customer.read": ["provinceReviewer", "finance", "service", "auditor", "nationalAdmin", "product", "legal"],
  "suspension.read": ["provinceReviewer", "service", "auditor", "nationalAdmin", "legal"],
  "suspension.ask": ["provinceReviewer", "service"],
  "suspension.decide": ["provinceReviewer", "service"],
  // What an authority orders is carried out by this role alone (CH6).
  "suspension.byAuthority": ["legal"],
  // Sees a company's own pages for a case of it, and changes nothing.
  "customerView.begin": ["service"],
  "contact.reveal": ["provinceReviewer", "service", "finance"],
  "balance.book": ["finance"],
  "payment.refund": ["finance"],
  "billing.read": ["finance", "service", "auditor", "nationalAdmin"],
  "fapiao.issue": ["finance"],
  "billing.run": ["finance"],
  "billing.edit": ["finance", "nationalAdmin"],
  "dunning.pause": ["finance", "service"],
  "dispute.answer": ["finance", "service"],
  "provisioning.read": ["provinceReviewer", "service", "nationalAdmin", "auditor"],
  "provisioning.repair": ["provinceReviewer", "service"],
  "notification.resend": ["provinceReviewer", "service"],
  // Known faults (TK9).
  "serviceProblem.read": ["service", "provinceReviewer", "product", "nationalAdmin", "auditor"],
  "serviceProblem.manage": ["service"],
  "ticketDesk.read": ["service", "provinceReviewer", "nationalAdmin", "auditor"],
  "ticketDesk.note": ["service", "provinceReviewer"],
  "figure.read": ["nationalAdmin", "provinceReviewer", "finance", "service", "auditor"],
  "featureSwitch.read": ["product", "nationalAdmin", "auditor", "service"],
  "featureSwitch.manage": ["product", "nationalAdmin"],
  "job.read": ["nationalAdmin", "finance", "service", "auditor", "provinceReviewer"],
  "job.run": ["finance", "nationalAdmin"],
  "database.keep": ["nationalAdmin"],
  "groupRobot.manage": ["nationalAdmin", "product"],
  "storefront.edit": ["product", "nationalAdmin"],
  // What public pages announce (PN8).
  "news.read": ["product", "service", "auditor", "nationalAdmin"],
  "news.write": ["product", "nationalAdmin"],
  // Rules that orders go by: who writes them is another than who releases them (BO5).
  "channelRule.read": ["product", "nationalAdmin", "auditor", "provinceReviewer", "service", "legal"],
  "channelRule.write": ["product"],
  "channelRule.release": ["product", "nationalAdmin"],
  "contractText.read": ["legal", "product", "nationalAdmin", "auditor", "provinceReviewer", "service"],
  "contractText.write": ["legal", "product"],
  "contractText.release": ["legal", "product", "nationalAdmin"],
  "catalogue.read": ["product", "nationalAdmin", "auditor", "provinceReviewer", "service"],
  // Who writes a product is another than who releases it (SC12, BO6).
  "catalogue.write": ["product"],
  "catalogue.release": ["product", "nationalAdmin"],
  "catalogue.stopSale": ["product"],
  // What everybody agrees to: who writes it is another than who releases it, both under a duty for the whole country (DP5).
  "policyText.read": ["legal", "product", "nationalAdmin", "auditor", "service"],
  "policyText.write": ["legal", "product"],
  "policyText.release": ["legal", "product", "nationalAdmin"],
  // What is told everybody who uses an application (PR11).
  "appNotice.read": ["product", "service", "auditor", "nationalAdmin"],
  "appNotice.send": ["product", "nationalAdmin"],
  // The words of messages, per province and language (NT5).
  "messageWords.read": ["product", "service", "auditor", "nationalAdmin"],
  "messageWords.edit": ["product", "nationalAdmin"],
  "promotion.read": ["product", "finance", "service", "auditor", "nationalAdmin"],
  "promotion.manage": ["product"],
  // Partners and their applications, which are the whole country's: changed under a duty for it alone.
  "partner.read": ["nationalAdmin", "product", "auditor"],
  "partner.manage": ["nationalAdmin", "product"],
  "apiClient.read": ["nationalAdmin", "product", "auditor"],
  "apiClient.manage": ["nationalAdmin", "product"],
  "staff.read": ["nationalAdmin", "auditor"],
  "staff.change": ["nationalAdmin"],
  "audit.read": ["auditor", "nationalAdmin"],
  // What is kept of people, how long, and what was deleted (DP2).
  "dataMap.read": ["nationalAdmin", "auditor", "legal", "service"],
  "ledger.prove": ["finance", "auditor", "nationalAdmin"],
  "clock.move": everyStaff,
  "clock.read": everyStaff,
  "console.use": everyStaff,
  "staffSecurity.own": everyStaff,
  // Partners' people, for their own applications.
  "partnerDesk.use": everyPartner,
  "partnerRequest.resend": everyPartner,
  "plannedWork.announce": everyPartner,
  "partnerInterface.manage": ["partnerAdmin"],
  "partnerSecurity.own": everyPartner,
  "sandbox.use": everyPartner,
  "contractTest.run": everyPartner,
} as const satisfies Record<string, readonly (CustomerRole | StaffRole | PartnerRole | "anyone")[]>;

/** What is of a person's own sign-in, whatever their role: not for a session that a company's own sign-in opened (AI13). */
export const ownSignIn: readonly Permission[] = ["session.manage", "companySignIn.manage", "ownData.manage", "noticeTimes.set", "pushDevice.manage"];

/** What a clerk who sees a company's pages as it sees them does not see: sign-in, and what was written to one person (BO4). */
export const notForViews: readonly Permission[] = [...ownSignIn, "notice.read", "noticeChoice.set", "dataTakeout.take"];

/** What somebody does before they agreed to new policies: pay, take out what is theirs, be heard, end and leave, and look after their own sign-in (DP5). */
export const whileOwingPolicies: readonly Permission[] = [
  ...ownSignIn, "policy.agree", "notice.read", "noticeChoice.set", "payment.make", "bill.dispute", "bill.promise", "bill.confirm", "fapiao.ask", "dataTakeout.take",
  "troubleTicket.open", "productOrder.cancel", "productOrder.ask", "product.end", "product.renew", "account.close", "membership.manage", "ownerRecovery.object",
];

export type Permission = keyof typeof permissions;

/** True when one of the roles carries the permission; unknown names carry nothing. */
export function allows(roles: readonly string[], permission: string): boolean {
  const holders: readonly string[] | undefined = Object.hasOwn(permissions, permission) ? permissions[permission as Permission] : undefined;
  return holders !== undefined && (holders.includes("anyone") || roles.some((role) => holders.includes(role)));
}
