-- AlterTable
ALTER TABLE "ProductOrder" ADD COLUMN     "acceptedCompany" TEXT NOT NULL DEFAULT '';

-- The orders that there are were agreed to under the name that stood until the first change after them, or stands now.
UPDATE "ProductOrder" o SET "acceptedCompany" = coalesce(
  (SELECT ch.before ->> 'companyName' FROM "CompanyChange" ch WHERE ch.platform_id = o.platform_id AND ch."customerId" = o."customerId" AND ch.state = 'applied' AND ch."decidedAt" > o."acceptedAt" AND ch.before ? 'companyName' ORDER BY ch."decidedAt" LIMIT 1), g.name)
  FROM "Customer" c JOIN "Organization" g ON g.platform_id = c.platform_id AND g.id = c."organizationId"
  WHERE c.platform_id = o.platform_id AND c.id = o."customerId";
