/** Names of text columns that say nothing about a person in any table: codes, numbers, states, companies, products and what machines say. */
export const plainNames: readonly string[] = (
  "acceptedCompany accountName accountNumber97 action actorKind agentId api bankName bindingProblem body boundAccountNumber businessId callback cases certificate checkoutUrl " +
  "clientId clientNoteId code collectionAccount collectionBank collectionName companyName componentId components contentHash copy creditCode cursor dataLocation details english " +
  "discounts doneWithProof dutyPlatformId event eventId eventType exchanges extRef externalId failure feature fields firstPeriodRule formula grantId greenVersion groups hash " +
  "hotline idHash includes industry initials initiateLoginUri interfaceUrl invoiceNumber issuer job kind label lastError lastFailure licenceText managerHours markedFields " +
  "mediaType method notice number objectId offeringCode offeringCodes offeringName oldSealedSecret oldSecretHash operation outcome papers path payeeBank paymentAccountNumber " +
  "payoutNumber pinyin preview previewHash previousHash priority privateKey problem productClass promises proof provider providerCustomerId providerMethodId providerName " +
  "providerPartnerId providerPaymentId providerRefundId providerSessionId provinceId provinceIds query reasonCode reasonCodes redInvoiceNumber redirectUri ref requestHash " +
  "requestId requestKey resource resumeHash rules said salesStopReason scopes sealedClientSecret sealedKey sealedSecret seatName serial serviceHours severity signInUrl " +
  "signature slug specificationCode specificationCodes specificationName staffBand state step subjectId summary tag target targetId targetKind taxNumber theme ticketNumber " +
  "ticketType titleName type version"
).split(" ");

/** The same of single columns, whose name is a person's elsewhere. */
export const plainColumns: readonly string[] = (
  "Organization.name Organization.address AccountOpening.address AccountOpening.returnText OwnerRecovery.tokenHash ApprovalLink.tokenHash JoinCode.codeHash CartLink.tokenHash ProductTransfer.productName ProductTransfer.blockers RelationshipChange.blockers ProductOrder.groupNumber ShoppingCart.name ShoppingCart.groupNumber CartItem.optionalParts CartItem.groupNumber CartItem.refusal AppliedCustomerBillingRate.name " +
  "BillingDifference.reference StorefrontSetting.name ProductSpecification.name ProductOffering.name Fapiao.fileName FapiaoPart.name ProductChange.before ProductChange.after " +
  "NightlyProof.findings ApiClient.name ApiClient.secretHash EventDelivery.lastAnswer GroupRobot.name ContractText.title ContractText.note SealedContract.sha256 " +
  "ContractDraft.note ContractDraft.title PolicyText.title PolicyText.note PolicyDraft.title PolicyDraft.note ChannelRuleSet.note ChannelRuleDraft.title Partner.name PartnerApplication.name LiveStateChange.reason TestRun.address " +
  "NewsItem.title NewsItem.text ServiceProblem.title ServiceProblemUpdate.text ProductSpecification.pictures CataloguePicture.small CataloguePicture.large CatalogueDraft.content CatalogueDraft.note CatalogueVersion.content CatalogueVersion.note Person.locale MessageWords.language MessageWords.subject MessageWords.body AppNotice.title AppNotice.body AppNotice.link AppNotice.releaseVersion BankStatement.fileName BankStatement.sha256 CalendarDay.name Promotion.name"
).split(" ");
