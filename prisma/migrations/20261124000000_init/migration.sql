-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "PayType" AS ENUM ('prepaid', 'postpaid');

-- CreateEnum
CREATE TYPE "CustomerState" AS ENUM ('open', 'suspended', 'closeAsked', 'settling', 'closed');

-- CreateEnum
CREATE TYPE "Verification" AS ENUM ('unverified', 'verified', 'refused', 'expired');

-- CreateEnum
CREATE TYPE "MembershipRole" AS ENUM ('owner', 'buyer', 'approver', 'finance', 'itAdmin', 'reader');

-- CreateEnum
CREATE TYPE "OpeningState" AS ENUM ('draft', 'review', 'returned', 'refused', 'handedOff', 'at97', 'open', 'withdrawn');

-- CreateEnum
CREATE TYPE "DocumentKind" AS ENUM ('licence', 'contactIdentity', 'agentLetter', 'other');

-- CreateEnum
CREATE TYPE "CodePurpose" AS ENUM ('confirmEmail', 'confirmPhone', 'signIn', 'resetPassword');

-- CreateEnum
CREATE TYPE "Realm" AS ENUM ('customer', 'staff', 'partner');

-- CreateEnum
CREATE TYPE "JoinState" AS ENUM ('asked', 'accepted', 'refused');

-- CreateEnum
CREATE TYPE "ProductClass" AS ENUM ('internalApplication', 'externalApplication', 'basicCommunication', 'valueAddedCommunication');

-- CreateEnum
CREATE TYPE "CatalogState" AS ENUM ('inStudy', 'inDesign', 'inTest', 'active', 'launched', 'retired', 'obsolete');

-- CreateEnum
CREATE TYPE "ProviderKind" AS ENUM ('operator', 'ap');

-- CreateEnum
CREATE TYPE "ServedBy" AS ENUM ('operator', 'csp', 'ap');

-- CreateEnum
CREATE TYPE "Industry" AS ENUM ('manufacturing', 'trade', 'chain', 'logistics', 'itService');

-- CreateEnum
CREATE TYPE "OpenFact" AS ENUM ('mailDomain', 'icpNumber', 'installAddress', 'contactNumber', 'administratorEmail', 'currentNumber', 'companyIntroduction');

-- CreateEnum
CREATE TYPE "EligibilityNeed" AS ENUM ('verifiedCompany', 'broadbandAccount', 'fixedLine');

-- CreateEnum
CREATE TYPE "FirstPeriodRule" AS ENUM ('days', 'half', 'full', 'freeToMonthEnd');

-- CreateEnum
CREATE TYPE "ProductState" AS ENUM ('pendingActive', 'active', 'suspended', 'pendingTerminate', 'terminated');

-- CreateEnum
CREATE TYPE "LedgerAccountKind" AS ENUM ('prepaidCash', 'prepaidHeld', 'receivable', 'bankTransfer', 'counterCash', 'revenue', 'tax', 'suspense');

-- CreateEnum
CREATE TYPE "JournalKind" AS ENUM ('topUp', 'hold', 'take', 'release', 'accrue', 'reverse');

-- CreateEnum
CREATE TYPE "HoldState" AS ENUM ('held', 'taken', 'released');

-- CreateEnum
CREATE TYPE "NotificationChannel" AS ENUM ('email', 'sms');

-- CreateEnum
CREATE TYPE "DeliveryState" AS ENUM ('waiting', 'sent', 'failed');

-- CreateEnum
CREATE TYPE "ProductOrderState" AS ENUM ('draft', 'acknowledged', 'pending', 'held', 'inProgress', 'completed', 'partial', 'rejected', 'cancelled', 'failed');

-- CreateEnum
CREATE TYPE "OrderStage" AS ENUM ('draft', 'enterpriseApproval', 'review', 'returned', 'provisioning', 'completed', 'partCompleted', 'failed', 'refused', 'cancelled', 'expired', 'handedOff');

-- CreateEnum
CREATE TYPE "Channel" AS ENUM ('portal', 'counter', 'hotline', 'accountManager');

-- CreateEnum
CREATE TYPE "ChannelDecision" AS ENUM ('portalAuto', 'portalReview', 'counter', 'refuse');

-- CreateEnum
CREATE TYPE "OrderEventKind" AS ENUM ('submitted', 'held', 'claimed', 'approvedFirst', 'approved', 'returned', 'corrected', 'refused', 'handedOff', 'openedAtCounter', 'sentToAp', 'apAnswered', 'activated', 'released', 'completed', 'failed', 'cancelled', 'expired', 'toldCustomer', 'told97');

-- CreateEnum
CREATE TYPE "HandOffKind" AS ENUM ('order', 'opening');

-- CreateEnum
CREATE TYPE "ServiceOrderState" AS ENUM ('acknowledged', 'inProgress', 'pending', 'completed', 'failed', 'cancelled');

-- CreateEnum
CREATE TYPE "ServiceOperation" AS ENUM ('open', 'change', 'suspend', 'resume', 'cancel', 'seats');

-- CreateEnum
CREATE TYPE "ReviewKind" AS ENUM ('order', 'opening');

-- CreateEnum
CREATE TYPE "ReviewState" AS ENUM ('open', 'decided', 'withdrawn');

-- CreateEnum
CREATE TYPE "ReviewDecision" AS ENUM ('approved', 'returned', 'refused');

-- CreateEnum
CREATE TYPE "StaffRole" AS ENUM ('nationalAdmin', 'provinceReviewer', 'product', 'finance', 'settlement', 'service', 'auditor');

-- CreateTable
CREATE TABLE "Organization" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "creditCode" TEXT NOT NULL,
    "industry" TEXT NOT NULL,
    "staffBand" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "verification" "Verification" NOT NULL DEFAULT 'unverified',
    "licenceExpiresOn" DATE,
    "isBlacklisted" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Organization_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "Customer" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "parentId" UUID,
    "provinceId" TEXT NOT NULL,
    "accountName" TEXT NOT NULL,
    "payType" "PayType" NOT NULL,
    "state" "CustomerState" NOT NULL DEFAULT 'open',
    "contactName" TEXT NOT NULL,
    "contactPhone" TEXT NOT NULL,
    "contactEmail" TEXT NOT NULL,
    "accountNumber97" TEXT,
    "managerName" TEXT NOT NULL,
    "managerPhone" TEXT NOT NULL,
    "managerHours" TEXT NOT NULL,
    "openedAt" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "Customer_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "BillingAccount" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "payType" "PayType" NOT NULL,
    "boundAccountNumber" TEXT,
    "boundHolderName" TEXT,
    "bindingConfirmedAt" TIMESTAMPTZ(3),

    CONSTRAINT "BillingAccount_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "Person" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT,
    "phone" TEXT,
    "passwordHash" TEXT NOT NULL,
    "passwordVersion" INTEGER NOT NULL DEFAULT 0,
    "isSuspended" BOOLEAN NOT NULL DEFAULT false,
    "emailConfirmedAt" TIMESTAMPTZ(3),
    "phoneConfirmedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Person_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "Membership" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "role" "MembershipRole" NOT NULL,
    "isActive" BOOLEAN NOT NULL DEFAULT true,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Membership_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "Session" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "realm" "Realm" NOT NULL,
    "subjectId" UUID NOT NULL,
    "membershipId" UUID,
    "dutyPlatformId" TEXT,
    "passwordVersion" INTEGER NOT NULL,
    "ip" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "device" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "lastSeenAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Session_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "KnownDevice" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "subjectId" UUID NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "KnownDevice_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "OneTimeCode" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "purpose" "CodePurpose" NOT NULL,
    "subject" TEXT NOT NULL,
    "codeHash" TEXT NOT NULL,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "OneTimeCode_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "AccountOpening" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "state" "OpeningState" NOT NULL DEFAULT 'draft',
    "provinceId" TEXT NOT NULL,
    "resumeHash" TEXT NOT NULL,
    "step" INTEGER NOT NULL DEFAULT 1,
    "companyName" TEXT NOT NULL DEFAULT '',
    "creditCode" TEXT NOT NULL DEFAULT '',
    "industry" TEXT NOT NULL DEFAULT '',
    "staffBand" TEXT NOT NULL DEFAULT '',
    "address" TEXT NOT NULL DEFAULT '',
    "contactName" TEXT NOT NULL DEFAULT '',
    "contactPhone" TEXT NOT NULL DEFAULT '',
    "phoneConfirmedAt" TIMESTAMPTZ(3),
    "email" TEXT NOT NULL DEFAULT '',
    "emailConfirmedAt" TIMESTAMPTZ(3),
    "accountName" TEXT,
    "passwordHash" TEXT,
    "payType" "PayType",
    "paymentAccountNumber" TEXT,
    "paymentHolderName" TEXT,
    "bindingConfirmedAt" TIMESTAMPTZ(3),
    "markedFields" TEXT[],
    "returnText" TEXT,
    "ruleSetVersion" INTEGER,
    "reasonCodes" TEXT[],
    "channel" "Channel" NOT NULL DEFAULT 'portal',
    "startedOnline" BOOLEAN NOT NULL DEFAULT true,
    "customerId" UUID,
    "acceptedTermsAt" TIMESTAMPTZ(3),
    "submittedAt" TIMESTAMPTZ(3),
    "decidedAt" TIMESTAMPTZ(3),
    "openedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "AccountOpening_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "Document" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "openingId" UUID,
    "customerId" UUID,
    "kind" "DocumentKind" NOT NULL,
    "fileName" TEXT NOT NULL,
    "mediaType" TEXT NOT NULL,
    "sizeBytes" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "content" BYTEA NOT NULL,
    "uploadedAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresOn" DATE,

    CONSTRAINT "Document_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "JoinRequest" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "phone" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "state" "JoinState" NOT NULL DEFAULT 'asked',
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "decidedAt" TIMESTAMPTZ(3),

    CONSTRAINT "JoinRequest_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "EnterpriseUser" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "employeeNumber" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "department" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "phone" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "removedAt" TIMESTAMPTZ(3),

    CONSTRAINT "EnterpriseUser_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "AuditRecord" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "seq" BIGINT NOT NULL,
    "previousHash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actorKind" TEXT NOT NULL,
    "actorId" TEXT NOT NULL,
    "actorName" TEXT NOT NULL,
    "customerId" UUID,
    "provinceId" TEXT,
    "action" TEXT NOT NULL,
    "targetKind" TEXT NOT NULL,
    "targetId" TEXT NOT NULL,
    "before" JSONB,
    "after" JSONB,
    "reason" TEXT,
    "ip" TEXT NOT NULL,
    "requestId" TEXT NOT NULL,

    CONSTRAINT "AuditRecord_pkey" PRIMARY KEY ("platform_id","seq")
);

-- CreateTable
CREATE TABLE "AuditAnchor" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "seq" BIGINT NOT NULL,
    "hash" TEXT NOT NULL,
    "signature" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "AuditAnchor_pkey" PRIMARY KEY ("platform_id","seq")
);

-- CreateTable
CREATE TABLE "BssMessage" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "requestKey" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "provinceId" TEXT NOT NULL,
    "orderId" UUID,
    "openingId" UUID,
    "state" "DeliveryState" NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "fence" INTEGER NOT NULL DEFAULT 0,
    "nextAttemptAt" TIMESTAMPTZ(3),
    "lastAnswer" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "acknowledgedAt" TIMESTAMPTZ(3),

    CONSTRAINT "BssMessage_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "StorefrontSetting" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "provinceId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "hotline" TEXT NOT NULL,
    "notice" TEXT NOT NULL DEFAULT '',
    "licenceText" TEXT NOT NULL,
    "theme" TEXT NOT NULL DEFAULT 'jade',
    "serviceHours" TEXT NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "StorefrontSetting_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "ProductSpecification" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "productClass" "ProductClass" NOT NULL,
    "industry" "Industry",
    "summary" TEXT NOT NULL,
    "copy" JSONB NOT NULL,
    "providerName" TEXT NOT NULL,
    "providerPartnerId" TEXT,
    "providerKind" "ProviderKind" NOT NULL,
    "servedBy" "ServedBy" NOT NULL,
    "serviceHours" TEXT NOT NULL,
    "dataLocation" TEXT NOT NULL,
    "openFacts" "OpenFact"[],
    "needsLine" BOOLEAN NOT NULL DEFAULT false,
    "eligibility" "EligibilityNeed"[],
    "pinyin" TEXT NOT NULL,
    "initials" TEXT NOT NULL,
    "state" "CatalogState" NOT NULL DEFAULT 'inDesign',
    "salesStoppedAt" TIMESTAMPTZ(3),
    "sort" INTEGER NOT NULL DEFAULT 0,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ProductSpecification_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "ProductOffering" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "specificationId" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "summary" TEXT NOT NULL,
    "includes" TEXT[],
    "seatsMin" INTEGER NOT NULL DEFAULT 1,
    "seatsMax" INTEGER NOT NULL DEFAULT 1,
    "seatStep" INTEGER NOT NULL DEFAULT 1,
    "seatName" TEXT NOT NULL DEFAULT '套',
    "firstPeriodRule" "FirstPeriodRule" NOT NULL DEFAULT 'days',
    "isBundle" BOOLEAN NOT NULL DEFAULT false,
    "sort" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "ProductOffering_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "ProductOfferingPrice" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "offeringId" UUID NOT NULL,
    "provinceId" TEXT NOT NULL,
    "priceBookVersion" INTEGER NOT NULL,
    "validFrom" DATE NOT NULL,
    "validTo" DATE,
    "isOnSale" BOOLEAN NOT NULL DEFAULT true,
    "components" JSONB NOT NULL,

    CONSTRAINT "ProductOfferingPrice_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "BundlePart" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "bundleId" UUID NOT NULL,
    "partId" UUID NOT NULL,
    "seats" INTEGER NOT NULL DEFAULT 1,
    "isOptional" BOOLEAN NOT NULL DEFAULT false,
    "notionalWeight" INTEGER NOT NULL,
    "sort" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "BundlePart_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "Product" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "orderId" UUID NOT NULL,
    "orderItemId" UUID NOT NULL,
    "provinceId" TEXT NOT NULL,
    "specificationCode" TEXT NOT NULL,
    "specificationName" TEXT NOT NULL,
    "offeringCode" TEXT NOT NULL,
    "offeringName" TEXT NOT NULL,
    "seats" INTEGER NOT NULL,
    "seatName" TEXT NOT NULL,
    "state" "ProductState" NOT NULL,
    "startedOn" DATE,
    "businessId" TEXT,
    "priceBookVersion" INTEGER NOT NULL,
    "firstPeriodRule" TEXT NOT NULL,
    "components" JSONB NOT NULL,
    "monthlyFen" BIGINT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Product_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "ApplicationAccount" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "productId" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "administratorName" TEXT NOT NULL,
    "signInUrl" TEXT NOT NULL,
    "boundAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ApplicationAccount_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "LedgerAccount" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "kind" "LedgerAccountKind" NOT NULL,
    "customerId" UUID,
    "balanceFen" BIGINT NOT NULL DEFAULT 0,
    "floorFen" BIGINT,

    CONSTRAINT "LedgerAccount_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "Journal" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "kind" "JournalKind" NOT NULL,
    "extRef" TEXT NOT NULL,
    "customerId" UUID,
    "memo" TEXT NOT NULL,
    "effectiveAt" TIMESTAMPTZ(3) NOT NULL,
    "reversesId" UUID,
    "byName" TEXT NOT NULL,

    CONSTRAINT "Journal_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "Posting" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "journalId" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "accountId" UUID NOT NULL,
    "amountFen" BIGINT NOT NULL,

    CONSTRAINT "Posting_pkey" PRIMARY KEY ("platform_id","journalId","seq")
);

-- CreateTable
CREATE TABLE "Hold" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "orderId" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,
    "amountFen" BIGINT NOT NULL,
    "state" "HoldState" NOT NULL DEFAULT 'held',
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Hold_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "Notification" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "channel" "NotificationChannel" NOT NULL,
    "recipient" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "html" TEXT NOT NULL,
    "customerId" UUID,
    "orderId" UUID,
    "state" "DeliveryState" NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "nextAttemptAt" TIMESTAMPTZ(3),
    "lastError" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "sentAt" TIMESTAMPTZ(3),

    CONSTRAINT "Notification_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "ProductOrder" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "customerId" UUID NOT NULL,
    "provinceId" TEXT NOT NULL,
    "state" "ProductOrderState" NOT NULL DEFAULT 'draft',
    "stage" "OrderStage" NOT NULL DEFAULT 'draft',
    "channel" "Channel" NOT NULL DEFAULT 'portal',
    "agentId" TEXT,
    "startedOnline" BOOLEAN NOT NULL DEFAULT true,
    "decision" "ChannelDecision" NOT NULL,
    "ruleSetVersion" INTEGER NOT NULL,
    "ruleNumber" INTEGER NOT NULL,
    "reasonCodes" TEXT[],
    "payType" "PayType" NOT NULL,
    "firstBillFen" BIGINT NOT NULL,
    "monthlyFen" BIGINT NOT NULL,
    "firstYearFen" BIGINT NOT NULL,
    "ceilingFen" BIGINT NOT NULL,
    "startOn" DATE NOT NULL,
    "facts" JSONB NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "contractVersion" INTEGER NOT NULL,
    "acceptedAt" TIMESTAMPTZ(3) NOT NULL,
    "acceptedByPersonId" UUID,
    "acceptedByName" TEXT NOT NULL,
    "acceptedIp" TEXT NOT NULL,
    "needsSecondReviewer" BOOLEAN NOT NULL DEFAULT false,
    "markedFields" TEXT[],
    "returnText" TEXT,
    "submittedAt" TIMESTAMPTZ(3) NOT NULL,
    "approvedAt" TIMESTAMPTZ(3),
    "closedAt" TIMESTAMPTZ(3),
    "expiresAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "ProductOrder_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "ProductOrderItem" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "orderId" UUID NOT NULL,
    "offeringCode" TEXT NOT NULL,
    "offeringName" TEXT NOT NULL,
    "specificationCode" TEXT NOT NULL,
    "specificationName" TEXT NOT NULL,
    "productClass" TEXT NOT NULL,
    "seats" INTEGER NOT NULL,
    "seatName" TEXT NOT NULL,
    "priceBookVersion" INTEGER NOT NULL,
    "firstPeriodRule" TEXT NOT NULL,
    "components" JSONB NOT NULL,
    "firstBillFen" BIGINT NOT NULL,
    "monthlyFen" BIGINT NOT NULL,
    "state" "ProductOrderState" NOT NULL DEFAULT 'acknowledged',

    CONSTRAINT "ProductOrderItem_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "OrderEvent" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "orderId" UUID NOT NULL,
    "kind" "OrderEventKind" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "byName" TEXT NOT NULL,
    "text" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "OrderEvent_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "OrderVersion" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "orderId" UUID NOT NULL,
    "versionNumber" INTEGER NOT NULL,
    "snapshot" JSONB NOT NULL,
    "sentAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "OrderVersion_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "OrderMessage" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "orderId" UUID NOT NULL,
    "isFromStaff" BOOLEAN NOT NULL,
    "isInternal" BOOLEAN NOT NULL DEFAULT false,
    "authorName" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "OrderMessage_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "HandOff" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "kind" "HandOffKind" NOT NULL,
    "provinceId" TEXT NOT NULL,
    "orderId" UUID,
    "openingId" UUID,
    "papers" TEXT[],
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "openedAt" TIMESTAMPTZ(3),
    "openedByStaffId" UUID,

    CONSTRAINT "HandOff_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "ContractText" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "contractVersion" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "validFrom" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ContractText_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "ChannelRuleSet" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "ruleSetVersion" INTEGER NOT NULL,
    "validFrom" TIMESTAMPTZ(3) NOT NULL,
    "rules" JSONB NOT NULL,
    "releasedBy" TEXT NOT NULL,

    CONSTRAINT "ChannelRuleSet_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "DemoClock" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "offsetMs" BIGINT NOT NULL DEFAULT 0,
    "changedBy" TEXT NOT NULL,
    "changedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "DemoClock_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "IdempotencyRecord" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "actorId" TEXT NOT NULL,
    "operation" TEXT NOT NULL,
    "key" UUID NOT NULL,
    "requestHash" TEXT NOT NULL,
    "answer" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "IdempotencyRecord_pkey" PRIMARY KEY ("platform_id","actorId","operation","key")
);

-- CreateTable
CREATE TABLE "LimitBucket" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "key" TEXT NOT NULL,
    "windowStart" TIMESTAMPTZ(3) NOT NULL,
    "count" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "LimitBucket_pkey" PRIMARY KEY ("platform_id","key","windowStart")
);

-- CreateTable
CREATE TABLE "NumberCounter" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "kind" TEXT NOT NULL,
    "value" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "NumberCounter_pkey" PRIMARY KEY ("platform_id","kind")
);

-- CreateTable
CREATE TABLE "CalendarDay" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "provinceId" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "isWorkday" BOOLEAN NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "CalendarDay_pkey" PRIMARY KEY ("platform_id","provinceId","day")
);

-- CreateTable
CREATE TABLE "ServiceOrder" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "orderId" UUID NOT NULL,
    "orderItemId" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "provinceId" TEXT NOT NULL,
    "operation" "ServiceOperation" NOT NULL,
    "state" "ServiceOrderState" NOT NULL DEFAULT 'acknowledged',
    "requestKey" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "fence" INTEGER NOT NULL DEFAULT 0,
    "takenUpAt" TIMESTAMPTZ(3),
    "nextAttemptAt" TIMESTAMPTZ(3),
    "lastAnswer" TEXT,
    "lastAnswerAt" TIMESTAMPTZ(3),
    "businessId" TEXT,
    "deadlineAt" TIMESTAMPTZ(3) NOT NULL,
    "needsPerson" BOOLEAN NOT NULL DEFAULT false,
    "doneWithProof" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "completedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ServiceOrder_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "ServiceOrderCall" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "serviceOrderId" UUID NOT NULL,
    "attempt" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "tookMs" INTEGER NOT NULL,
    "httpStatus" INTEGER,
    "outcome" TEXT NOT NULL,

    CONSTRAINT "ServiceOrderCall_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "ReviewTask" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "kind" "ReviewKind" NOT NULL,
    "orderId" UUID,
    "openingId" UUID,
    "provinceId" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "subtitle" TEXT NOT NULL,
    "state" "ReviewState" NOT NULL DEFAULT 'open',
    "askedAt" TIMESTAMPTZ(3) NOT NULL,
    "targetAt" TIMESTAMPTZ(3) NOT NULL,
    "warnAt" TIMESTAMPTZ(3) NOT NULL,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "claimedByStaffId" UUID,
    "claimedByName" TEXT,
    "claimedUntil" TIMESTAMPTZ(3),
    "needsSecond" BOOLEAN NOT NULL DEFAULT false,
    "firstApprovedById" UUID,
    "firstApprovedByName" TEXT,
    "decision" "ReviewDecision",
    "reasonCode" TEXT,
    "text" TEXT,
    "markedFields" TEXT[],
    "decidedAt" TIMESTAMPTZ(3),
    "decidedById" UUID,
    "decidedByName" TEXT,
    "workingMinutes" INTEGER,
    "seen" JSONB,
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "ReviewTask_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "Staff" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "phone" TEXT NOT NULL,
    "passwordHash" TEXT NOT NULL,
    "passwordVersion" INTEGER NOT NULL DEFAULT 0,
    "totpSecret" TEXT,
    "totpLastStep" BIGINT NOT NULL DEFAULT 0,
    "isSuspended" BOOLEAN NOT NULL DEFAULT false,
    "leftAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Staff_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "StaffDuty" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "staffId" UUID NOT NULL,
    "dutyPlatformId" TEXT NOT NULL,
    "provinceIds" TEXT[],
    "roles" "StaffRole"[],
    "startsOn" DATE NOT NULL,
    "endsOn" DATE,

    CONSTRAINT "StaffDuty_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateTable
CREATE TABLE "RecoveryCode" (
    "platform_id" TEXT NOT NULL DEFAULT current_setting('portal.platform'::text),
    "id" UUID NOT NULL,
    "staffId" UUID NOT NULL,
    "codeHash" TEXT NOT NULL,
    "usedAt" TIMESTAMPTZ(3),

    CONSTRAINT "RecoveryCode_pkey" PRIMARY KEY ("platform_id","id")
);

-- CreateIndex
CREATE INDEX "Organization_platform_id_name_idx" ON "Organization"("platform_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "Organization_platform_id_creditCode_key" ON "Organization"("platform_id", "creditCode");

-- CreateIndex
CREATE INDEX "Customer_platform_id_provinceId_openedAt_id_idx" ON "Customer"("platform_id", "provinceId", "openedAt" DESC, "id");

-- CreateIndex
CREATE INDEX "Customer_platform_id_organizationId_idx" ON "Customer"("platform_id", "organizationId");

-- CreateIndex
CREATE UNIQUE INDEX "Customer_platform_id_accountName_key" ON "Customer"("platform_id", "accountName");

-- CreateIndex
CREATE UNIQUE INDEX "BillingAccount_platform_id_customerId_key" ON "BillingAccount"("platform_id", "customerId");

-- CreateIndex
CREATE UNIQUE INDEX "Person_platform_id_email_key" ON "Person"("platform_id", "email");

-- CreateIndex
CREATE UNIQUE INDEX "Person_platform_id_phone_key" ON "Person"("platform_id", "phone");

-- CreateIndex
CREATE INDEX "Membership_platform_id_customerId_idx" ON "Membership"("platform_id", "customerId");

-- CreateIndex
CREATE UNIQUE INDEX "Membership_platform_id_personId_customerId_key" ON "Membership"("platform_id", "personId", "customerId");

-- CreateIndex
CREATE INDEX "Session_platform_id_subjectId_createdAt_idx" ON "Session"("platform_id", "subjectId", "createdAt" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "KnownDevice_platform_id_tokenHash_key" ON "KnownDevice"("platform_id", "tokenHash");

-- CreateIndex
CREATE INDEX "OneTimeCode_platform_id_purpose_subject_createdAt_idx" ON "OneTimeCode"("platform_id", "purpose", "subject", "createdAt" DESC);

-- CreateIndex
CREATE INDEX "AccountOpening_platform_id_provinceId_state_createdAt_id_idx" ON "AccountOpening"("platform_id", "provinceId", "state", "createdAt" DESC, "id");

-- CreateIndex
CREATE INDEX "AccountOpening_platform_id_creditCode_idx" ON "AccountOpening"("platform_id", "creditCode");

-- CreateIndex
CREATE UNIQUE INDEX "AccountOpening_platform_id_resumeHash_key" ON "AccountOpening"("platform_id", "resumeHash");

-- CreateIndex
CREATE UNIQUE INDEX "AccountOpening_platform_id_number_key" ON "AccountOpening"("platform_id", "number");

-- CreateIndex
CREATE INDEX "Document_platform_id_openingId_idx" ON "Document"("platform_id", "openingId");

-- CreateIndex
CREATE INDEX "Document_platform_id_customerId_idx" ON "Document"("platform_id", "customerId");

-- CreateIndex
CREATE INDEX "JoinRequest_platform_id_customerId_state_idx" ON "JoinRequest"("platform_id", "customerId", "state");

-- CreateIndex
CREATE INDEX "EnterpriseUser_platform_id_customerId_removedAt_id_idx" ON "EnterpriseUser"("platform_id", "customerId", "removedAt", "id");

-- CreateIndex
CREATE INDEX "AuditRecord_platform_id_customerId_seq_idx" ON "AuditRecord"("platform_id", "customerId", "seq" DESC);

-- CreateIndex
CREATE INDEX "AuditRecord_platform_id_targetId_idx" ON "AuditRecord"("platform_id", "targetId");

-- CreateIndex
CREATE INDEX "BssMessage_platform_id_state_nextAttemptAt_idx" ON "BssMessage"("platform_id", "state", "nextAttemptAt");

-- CreateIndex
CREATE INDEX "BssMessage_platform_id_orderId_idx" ON "BssMessage"("platform_id", "orderId");

-- CreateIndex
CREATE UNIQUE INDEX "BssMessage_platform_id_requestKey_key" ON "BssMessage"("platform_id", "requestKey");

-- CreateIndex
CREATE UNIQUE INDEX "StorefrontSetting_platform_id_provinceId_key" ON "StorefrontSetting"("platform_id", "provinceId");

-- CreateIndex
CREATE INDEX "ProductSpecification_platform_id_state_productClass_sort_idx" ON "ProductSpecification"("platform_id", "state", "productClass", "sort");

-- CreateIndex
CREATE UNIQUE INDEX "ProductSpecification_platform_id_code_key" ON "ProductSpecification"("platform_id", "code");

-- CreateIndex
CREATE UNIQUE INDEX "ProductSpecification_platform_id_slug_key" ON "ProductSpecification"("platform_id", "slug");

-- CreateIndex
CREATE INDEX "ProductOffering_platform_id_specificationId_sort_idx" ON "ProductOffering"("platform_id", "specificationId", "sort");

-- CreateIndex
CREATE UNIQUE INDEX "ProductOffering_platform_id_code_key" ON "ProductOffering"("platform_id", "code");

-- CreateIndex
CREATE INDEX "ProductOfferingPrice_platform_id_provinceId_validFrom_idx" ON "ProductOfferingPrice"("platform_id", "provinceId", "validFrom");

-- CreateIndex
CREATE UNIQUE INDEX "ProductOfferingPrice_platform_id_offeringId_provinceId_pric_key" ON "ProductOfferingPrice"("platform_id", "offeringId", "provinceId", "priceBookVersion");

-- CreateIndex
CREATE INDEX "BundlePart_platform_id_partId_idx" ON "BundlePart"("platform_id", "partId");

-- CreateIndex
CREATE UNIQUE INDEX "BundlePart_platform_id_bundleId_partId_key" ON "BundlePart"("platform_id", "bundleId", "partId");

-- CreateIndex
CREATE INDEX "Product_platform_id_customerId_createdAt_id_idx" ON "Product"("platform_id", "customerId", "createdAt" DESC, "id");

-- CreateIndex
CREATE UNIQUE INDEX "Product_platform_id_orderItemId_key" ON "Product"("platform_id", "orderItemId");

-- CreateIndex
CREATE INDEX "ApplicationAccount_platform_id_productId_idx" ON "ApplicationAccount"("platform_id", "productId");

-- CreateIndex
CREATE INDEX "ApplicationAccount_platform_id_customerId_idx" ON "ApplicationAccount"("platform_id", "customerId");

-- CreateIndex
CREATE INDEX "LedgerAccount_platform_id_customerId_idx" ON "LedgerAccount"("platform_id", "customerId");

-- CreateIndex
CREATE UNIQUE INDEX "LedgerAccount_one_per_owner" ON "LedgerAccount"("platform_id", "kind", "customerId");

-- CreateIndex
CREATE INDEX "Journal_platform_id_customerId_effectiveAt_id_idx" ON "Journal"("platform_id", "customerId", "effectiveAt" DESC, "id");

-- CreateIndex
CREATE UNIQUE INDEX "Journal_platform_id_kind_extRef_key" ON "Journal"("platform_id", "kind", "extRef");

-- CreateIndex
CREATE INDEX "Posting_platform_id_accountId_idx" ON "Posting"("platform_id", "accountId");

-- CreateIndex
CREATE INDEX "Hold_platform_id_customerId_state_idx" ON "Hold"("platform_id", "customerId", "state");

-- CreateIndex
CREATE UNIQUE INDEX "Hold_platform_id_orderId_sequence_key" ON "Hold"("platform_id", "orderId", "sequence");

-- CreateIndex
CREATE INDEX "Notification_platform_id_state_nextAttemptAt_idx" ON "Notification"("platform_id", "state", "nextAttemptAt");

-- CreateIndex
CREATE INDEX "Notification_platform_id_customerId_createdAt_idx" ON "Notification"("platform_id", "customerId", "createdAt" DESC);

-- CreateIndex
CREATE INDEX "Notification_platform_id_orderId_idx" ON "Notification"("platform_id", "orderId");

-- CreateIndex
CREATE INDEX "ProductOrder_platform_id_customerId_createdAt_id_idx" ON "ProductOrder"("platform_id", "customerId", "createdAt" DESC, "id");

-- CreateIndex
CREATE INDEX "ProductOrder_platform_id_customerId_state_createdAt_id_idx" ON "ProductOrder"("platform_id", "customerId", "state", "createdAt" DESC, "id");

-- CreateIndex
CREATE INDEX "ProductOrder_platform_id_provinceId_createdAt_id_idx" ON "ProductOrder"("platform_id", "provinceId", "createdAt" DESC, "id");

-- CreateIndex
CREATE UNIQUE INDEX "ProductOrder_platform_id_number_key" ON "ProductOrder"("platform_id", "number");

-- CreateIndex
CREATE INDEX "ProductOrderItem_platform_id_orderId_idx" ON "ProductOrderItem"("platform_id", "orderId");

-- CreateIndex
CREATE INDEX "OrderEvent_platform_id_orderId_at_idx" ON "OrderEvent"("platform_id", "orderId", "at");

-- CreateIndex
CREATE UNIQUE INDEX "OrderVersion_platform_id_orderId_versionNumber_key" ON "OrderVersion"("platform_id", "orderId", "versionNumber");

-- CreateIndex
CREATE INDEX "OrderMessage_platform_id_orderId_at_idx" ON "OrderMessage"("platform_id", "orderId", "at");

-- CreateIndex
CREATE INDEX "HandOff_platform_id_orderId_idx" ON "HandOff"("platform_id", "orderId");

-- CreateIndex
CREATE INDEX "HandOff_platform_id_openingId_idx" ON "HandOff"("platform_id", "openingId");

-- CreateIndex
CREATE UNIQUE INDEX "HandOff_platform_id_code_key" ON "HandOff"("platform_id", "code");

-- CreateIndex
CREATE UNIQUE INDEX "ContractText_platform_id_contractVersion_key" ON "ContractText"("platform_id", "contractVersion");

-- CreateIndex
CREATE UNIQUE INDEX "ChannelRuleSet_platform_id_ruleSetVersion_key" ON "ChannelRuleSet"("platform_id", "ruleSetVersion");

-- CreateIndex
CREATE INDEX "IdempotencyRecord_platform_id_createdAt_idx" ON "IdempotencyRecord"("platform_id", "createdAt");

-- CreateIndex
CREATE INDEX "ServiceOrder_platform_id_orderId_idx" ON "ServiceOrder"("platform_id", "orderId");

-- CreateIndex
CREATE INDEX "ServiceOrder_platform_id_state_nextAttemptAt_idx" ON "ServiceOrder"("platform_id", "state", "nextAttemptAt");

-- CreateIndex
CREATE INDEX "ServiceOrder_platform_id_provinceId_state_createdAt_id_idx" ON "ServiceOrder"("platform_id", "provinceId", "state", "createdAt", "id");

-- CreateIndex
CREATE UNIQUE INDEX "ServiceOrder_platform_id_requestKey_key" ON "ServiceOrder"("platform_id", "requestKey");

-- CreateIndex
CREATE INDEX "ServiceOrderCall_platform_id_serviceOrderId_at_idx" ON "ServiceOrderCall"("platform_id", "serviceOrderId", "at");

-- CreateIndex
CREATE INDEX "ReviewTask_platform_id_provinceId_state_dueAt_id_idx" ON "ReviewTask"("platform_id", "provinceId", "state", "dueAt", "id");

-- CreateIndex
CREATE INDEX "ReviewTask_platform_id_orderId_idx" ON "ReviewTask"("platform_id", "orderId");

-- CreateIndex
CREATE INDEX "ReviewTask_platform_id_openingId_idx" ON "ReviewTask"("platform_id", "openingId");

-- CreateIndex
CREATE INDEX "Staff_platform_id_createdAt_id_idx" ON "Staff"("platform_id", "createdAt" DESC, "id");

-- CreateIndex
CREATE UNIQUE INDEX "Staff_platform_id_email_key" ON "Staff"("platform_id", "email");

-- CreateIndex
CREATE INDEX "StaffDuty_platform_id_staffId_idx" ON "StaffDuty"("platform_id", "staffId");

-- CreateIndex
CREATE INDEX "StaffDuty_platform_id_dutyPlatformId_idx" ON "StaffDuty"("platform_id", "dutyPlatformId");

-- CreateIndex
CREATE INDEX "RecoveryCode_platform_id_staffId_idx" ON "RecoveryCode"("platform_id", "staffId");

-- AddForeignKey
ALTER TABLE "Customer" ADD CONSTRAINT "Customer_platform_id_organizationId_fkey" FOREIGN KEY ("platform_id", "organizationId") REFERENCES "Organization"("platform_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BillingAccount" ADD CONSTRAINT "BillingAccount_platform_id_customerId_fkey" FOREIGN KEY ("platform_id", "customerId") REFERENCES "Customer"("platform_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_platform_id_personId_fkey" FOREIGN KEY ("platform_id", "personId") REFERENCES "Person"("platform_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_platform_id_customerId_fkey" FOREIGN KEY ("platform_id", "customerId") REFERENCES "Customer"("platform_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Document" ADD CONSTRAINT "Document_platform_id_openingId_fkey" FOREIGN KEY ("platform_id", "openingId") REFERENCES "AccountOpening"("platform_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EnterpriseUser" ADD CONSTRAINT "EnterpriseUser_platform_id_customerId_fkey" FOREIGN KEY ("platform_id", "customerId") REFERENCES "Customer"("platform_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ProductOffering" ADD CONSTRAINT "ProductOffering_platform_id_specificationId_fkey" FOREIGN KEY ("platform_id", "specificationId") REFERENCES "ProductSpecification"("platform_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ProductOfferingPrice" ADD CONSTRAINT "ProductOfferingPrice_platform_id_offeringId_fkey" FOREIGN KEY ("platform_id", "offeringId") REFERENCES "ProductOffering"("platform_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BundlePart" ADD CONSTRAINT "BundlePart_platform_id_bundleId_fkey" FOREIGN KEY ("platform_id", "bundleId") REFERENCES "ProductOffering"("platform_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BundlePart" ADD CONSTRAINT "BundlePart_platform_id_partId_fkey" FOREIGN KEY ("platform_id", "partId") REFERENCES "ProductOffering"("platform_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ApplicationAccount" ADD CONSTRAINT "ApplicationAccount_platform_id_productId_fkey" FOREIGN KEY ("platform_id", "productId") REFERENCES "Product"("platform_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Posting" ADD CONSTRAINT "Posting_platform_id_journalId_fkey" FOREIGN KEY ("platform_id", "journalId") REFERENCES "Journal"("platform_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ProductOrderItem" ADD CONSTRAINT "ProductOrderItem_platform_id_orderId_fkey" FOREIGN KEY ("platform_id", "orderId") REFERENCES "ProductOrder"("platform_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OrderEvent" ADD CONSTRAINT "OrderEvent_platform_id_orderId_fkey" FOREIGN KEY ("platform_id", "orderId") REFERENCES "ProductOrder"("platform_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OrderVersion" ADD CONSTRAINT "OrderVersion_platform_id_orderId_fkey" FOREIGN KEY ("platform_id", "orderId") REFERENCES "ProductOrder"("platform_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OrderMessage" ADD CONSTRAINT "OrderMessage_platform_id_orderId_fkey" FOREIGN KEY ("platform_id", "orderId") REFERENCES "ProductOrder"("platform_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ServiceOrderCall" ADD CONSTRAINT "ServiceOrderCall_platform_id_serviceOrderId_fkey" FOREIGN KEY ("platform_id", "serviceOrderId") REFERENCES "ServiceOrder"("platform_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StaffDuty" ADD CONSTRAINT "StaffDuty_platform_id_staffId_fkey" FOREIGN KEY ("platform_id", "staffId") REFERENCES "Staff"("platform_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RecoveryCode" ADD CONSTRAINT "RecoveryCode_platform_id_staffId_fkey" FOREIGN KEY ("platform_id", "staffId") REFERENCES "Staff"("platform_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
