import type { z } from "zod";
import { StorefrontEnglish } from "../catalog/english.schema";
import { recordAudit } from "../audit/audit.service";
import { Prisma } from "../generated/prisma/client";
import { AppError } from "../kernel/errors";
import type { Scope, StaffActor } from "../scope";
import { shopChanged } from "../shop/edge.service";
import type { EditStorefront, StorefrontList } from "./storefront.schema";

/** The storefronts of the duty's platform, by province. */
export async function listStorefronts(scope: Scope<StaffActor>): Promise<z.output<typeof StorefrontList>> {
  const rows = await scope.db.storefrontSetting.findMany({ where: dutyProvinces(scope), orderBy: { provinceId: "asc" }, omit: { platformId: true } });
  return rows.map(({ english, ...row }) => {
    const words = StorefrontEnglish.safeParse(english).data;
    return { ...row, englishName: words?.name ?? "", englishNotice: words?.notice ?? "", englishLicenceText: words?.licenceText ?? "", englishServiceHours: words?.serviceHours ?? "" };
  }) as z.output<typeof StorefrontList>;
}

const dutyProvinces = ({ actor }: Scope<StaffActor>) => (actor.provinces.length > 0 ? { provinceId: { in: actor.provinces } } : {});

/** PN4: changes what a storefront shows; public pages follow within their 30 seconds. */
export async function editStorefront(scope: Scope<StaffActor>, { id, englishName, englishNotice, englishLicenceText, englishServiceHours, ...wanted }: z.output<typeof EditStorefront>): Promise<void> {
  const english = englishName === "" ? null : { name: englishName, notice: englishNotice, licenceText: englishLicenceText, serviceHours: englishServiceHours };
  await scope.transaction(async (tx) => {
    const before = await tx.storefrontSetting.findFirst({ where: { id, ...dutyProvinces(scope) } });
    if (!before) throw new AppError("NOT_FOUND");
    await tx.storefrontSetting.updateMany({ where: { id }, data: { ...wanted, english: english ?? Prisma.DbNull } });
    const { name, hotline, notice, licenceText, serviceHours, theme, english: englishBefore } = before;
    await shopChanged(tx, scope);
    await recordAudit(tx, scope, "storefront.edit", { kind: "storefront", id }, { provinceId: before.provinceId, before: { name, hotline, notice, licenceText, serviceHours, theme, english: englishBefore }, after: { ...wanted, english } });
  });
}
