import { employeeRouter } from "./accounts/employee.router";
import { accountRouter } from "./accounts/account.router";
import { childAccountRouter } from "./accounts/child.router";
import { membershipRouter } from "./accounts/member.router";
import { openingRouter } from "./accounts/opening.router";
import { passwordRouter } from "./accounts/password.router";
import { secondFactorRouter, secondStepRouter } from "./accounts/second-factor.router";
import { securityRouter } from "./accounts/security.router";
import { signInRouter } from "./accounts/sign-in.router";
import { enterpriseUserRouter } from "./accounts/user.router";
import { approvalRouter } from "./authority/approval.router";
import { authorisationRouter } from "./authority/authorisation.router";
import { capRouter } from "./authority/cap.router";
import { billRouter, billingDeskRouter } from "./billing/bill.router";
import { shoppingCartRouter } from "./carts/cart.router";
import { catalogueDeskRouter, catalogueDraftRouter } from "./catalog/sale.router";
import { companyRouter, ownerRecoveryRouter } from "./company/company.router";
import { closingRouter } from "./closing/closing.router";
import { companySignInRouter } from "./federation/federation.router";
import { fapiaoDeskRouter, fapiaoRouter } from "./fapiao/fapiao.router";
import { changeDeskRouter, changeRouter } from "./changes/change.router";
import { accountRelationshipRouter } from "./group/relationship.router";
import { productTransferRouter } from "./group/transfer.router";
import { productRouter } from "./inventory/product.router";
import { lifeRouter, suspensionDeskRouter } from "./lifecycle/life.router";
import { childPayerRouter } from "./ledger/child-payer.router";
import { fundRouter } from "./ledger/fund.router";
import { balanceRouter, ledgerDeskRouter } from "./ledger/ledger.router";
import { apiClientRouter } from "./machine/client.router";
import { newsRouter } from "./news/news.router";
import { appNoteRouter, appNoticeDeskRouter } from "./notifications/app-notice.router";
import { noticeChoiceRouter } from "./notifications/choice.router";
import { pushDeviceRouter } from "./notifications/device.router";
import { messageWordsRouter } from "./notifications/words-desk.router";
import { noticeRouter } from "./notifications/notice.router";
import { groupRobotRouter } from "./notifications/robot.router";
import { featureSwitchRouter } from "./platforms/switch.router";
import { jobRouter } from "./operation/job.router";
import { figureRouter } from "./operation/figure.router";
import { orderRouter } from "./ordering/order.router";
import { partnerDeskRouter } from "./partners/desk.router";
import { partnerRouter, partnerSecurityRouter } from "./partners/partner.router";
import { contractDeskRouter } from "./ordering/contract-desk.router";
import { channelRuleRouter } from "./ordering/rule.router";
import { autoTopUpRouter } from "./payments/auto.router";
import { paymentDeskRouter, paymentRouter, withdrawalDeskRouter, withdrawalRouter } from "./payments/payment.router";
import { consentRouter, dataMapRouter, ownDataRouter, policyRouter } from "./privacy/privacy.router";
import { policyDeskRouter } from "./privacy/policy-desk.router";
import { serviceProblemRouter } from "./problems/problem.router";
import { bundlePartRouter } from "./provisioning/part.router";
import { provisioningRouter } from "./provisioning/provisioning.router";
import { couponRouter, promotionDeskRouter } from "./promotions/promotion.router";
import { reviewRouter } from "./review/review.router";
import { consoleRouter } from "./staff/console.router";
import { staffSecurityRouter } from "./staff/factor.router";
import { dataDeskRouter, dataLookRouter } from "./access/access.router";
import { appLaunchRouter } from "./launch/launch.router";
import { administratorRouter } from "./seats/administrator.router";
import { seatDeskRouter, seatRouter } from "./seats/seat.router";
import { staffRouter } from "./staff/staff.router";
import { quoteDeskRouter, quoteRouter } from "./quotes/quote.router";
import { ticketDeskRouter, ticketRouter } from "./tickets/ticket.router";
import { dataTakeoutRouter } from "./takeout/takeout.router";
import { shopRouter } from "./shop/shop.router";
import { router } from "./trpc";
import { usageRouter } from "./usage/usage.router";

export const appRouter = router({
  account: accountRouter,
  opening: openingRouter,
  password: passwordRouter,
  signIn: signInRouter,
  security: securityRouter,
  secondStep: secondStepRouter,
  secondFactor: secondFactorRouter,
  enterpriseUser: enterpriseUserRouter,
  childAccount: childAccountRouter,
  membership: membershipRouter,
  apiClient: apiClientRouter,
  groupRobot: groupRobotRouter,
  news: newsRouter,
  serviceProblem: serviceProblemRouter,
  notice: noticeRouter,
  noticeChoice: noticeChoiceRouter,
  pushDevice: pushDeviceRouter,
  appNote: appNoteRouter,
  messageWords: messageWordsRouter,
  appNoticeDesk: appNoticeDeskRouter,
  companySignIn: companySignInRouter,
  shop: shopRouter,
  order: orderRouter,
  shoppingCart: shoppingCartRouter,
  bundlePart: bundlePartRouter,
  product: productRouter,
  productTransfer: productTransferRouter,
  accountRelationship: accountRelationshipRouter,
  change: changeRouter,
  changeDesk: changeDeskRouter,
  closing: closingRouter,
  company: companyRouter,
  ownerRecovery: ownerRecoveryRouter,
  life: lifeRouter,
  suspensionDesk: suspensionDeskRouter,
  usage: usageRouter,
  balance: balanceRouter,
  childPayer: childPayerRouter,
  fund: fundRouter,
  approval: approvalRouter,
  authorisation: authorisationRouter,
  cap: capRouter,
  payment: paymentRouter,
  withdrawal: withdrawalRouter,
  autoTopUp: autoTopUpRouter,
  coupon: couponRouter,
  bill: billRouter,
  fapiao: fapiaoRouter,
  review: reviewRouter,
  provisioning: provisioningRouter,
  ledgerDesk: ledgerDeskRouter,
  billingDesk: billingDeskRouter,
  fapiaoDesk: fapiaoDeskRouter,
  paymentDesk: paymentDeskRouter,
  featureSwitch: featureSwitchRouter,
  figure: figureRouter,
  job: jobRouter,
  withdrawalDesk: withdrawalDeskRouter,
  channelRule: channelRuleRouter,
  contractDesk: contractDeskRouter,
  catalogueDesk: catalogueDeskRouter,
  catalogueDraft: catalogueDraftRouter,
  promotionDesk: promotionDeskRouter,
  quote: quoteRouter,
  quoteDesk: quoteDeskRouter,
  ticket: ticketRouter,
  ticketDesk: ticketDeskRouter,
  console: consoleRouter,
  staff: staffRouter,
  staffSecurity: staffSecurityRouter,
  partner: partnerRouter,
  partnerSecurity: partnerSecurityRouter,
  partnerDesk: partnerDeskRouter,
  seat: seatRouter,
  app: appLaunchRouter,
  productAdministrator: administratorRouter,
  employee: employeeRouter,
  seatDesk: seatDeskRouter,
  dataLook: dataLookRouter,
  dataDesk: dataDeskRouter,
  dataMap: dataMapRouter,
  ownData: ownDataRouter,
  consent: consentRouter,
  policy: policyRouter,
  policyDesk: policyDeskRouter,
  dataTakeout: dataTakeoutRouter,
});
export type AppRouter = typeof appRouter;
