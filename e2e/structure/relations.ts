/** Tables of an account whose own words stand on no page of its company or its parent, each with why. */
export const notShown: Readonly<Record<string, string>> = {
  AccountClosing: "read as the state of the closing, without words of its own",
  AccountOpening: "belongs to whoever applied, by the secret of the application",
  ApprovalPolicy: "read as people, whose names are theirs",
  AuditRecord: "read by staff",
  BalanceNotice: "notes that a mail went",
  BankStatementLine: "the bank's words are for the operator's finance people",
  BillingAccount: "read as the account's way to pay",
  Budget: "read as sums by product and tag",
  CustomerView: "what staff did in it is read as looks",
  Coupon: "read by its promotion's words",
  DunningPause: "read as a day on the bill",
  DunningStep: "read as steps on the bill",
  FailedPart: "read of an order that waits for its company's choice",
  FapiaoPart: "what of a line is invoiced, read as sums",
  Hold: "read as a sum of the balance",
  JoinCode: "shown once, kept as a hash",
  Journal: "read by its postings on the account's cash",
  LedgerAccount: "read as sums of the balance",
  Membership: "read as people, whose names are theirs",
  Notice: "notes what was read",
  NoticeChoice: "read as of what one is told",
  NoticeDefault: "read as of what a role is told",
  OwnerRecovery: "read while it waits",
  ParkedBill: "why a bill could not be made is for the operator",
  PaymentAllocation: "read as sums of the payment and the bill",
  ProductChange: "read as terms before and after",
  ProductSuspension: "read as causes",
  ProductUsage: "read as sums of the product's use",
  ProductUsageDay: "read as days of the product's use",
  PromotionUse: "read as discounts of the product",
  SealedContract: "encrypted, read by its order",
  ServiceProblemTold: "notes that a mail went",
  ServiceOrder: "what was said with the provider is for the operator and the provider",
  SuspensionRequest: "asked and decided by staff",
  UsageNotice: "notes that a mail went",
  UsageReading: "how far a provider's reports were read is for the operator",
};

/** Tables that a company reads of itself and its parent does not read of it, each with why. */
export const notOfChildren: Readonly<Record<string, string>> = {
  AutoTopUp: "a child's own way to pay",
  CartItem: "what a child is about to order; a parent orders for it in its own cart",
  CompanyChange: "asked of the child's own contact; what papers prove its parent keeps itself",
  CompanySignIn: "how a child's own people sign in",
  DataTakeout: "a child's own file; the parent takes its own, which has what it sees of its children",
  Document: "papers that a child handed in",
  FapiaoTitle: "to whom a child's fapiao are made out",
  JoinRequest: "who wants to work for the child, for its owner to answer",
  Notification: "mails to the child's own contact",
  PaymentMethod: "a child's own card",
  ShoppingCart: "what a child is about to order",
  TransferClaim: "a transfer that a child says it made, matched to its own cash",
};

/** Queries by which a parent reads what it names of a child. */
export const reachesChildren: readonly string[] = [
  "accountRelationship.read", "app.byId", "app.launches", "appNote.ofApp", "authorisation.list", "authorisation.mayBuy", "authorisation.withdrawal", "bill.byId", "bundlePart.failed", "cap.read", "change.history", "change.quote", "change.quoteBreak", "childAccount.byId", "childPayer.read", "fund.read",
  "life.quoteCancel", "life.quotePause", "life.quoteResume", "order.byId", "order.contractSeal", "payment.byId", "product.byId", "productAdministrator.ofProduct", "quote.byId", "seat.candidates", "seat.drift", "seat.import", "seat.list", "ticket.byId", "withdrawal.byId",
];

/** What an account that is suspended may not do, of all that its company's people can ask. */
export const refusedWhenSuspended: readonly string[] = [
  "accountRelationship.makeCode", "app.takeSeat", "approval.decide", "change.submit", "childAccount.open", "childAccount.rename", "closing.submit", "life.cancel", "life.pause", "life.resume", "order.correct", "order.submit", "payment.claimTransfer", "quote.ask", "seat.checkImport", "seat.startImport", "shoppingCart.send", "withdrawal.ask",
];
