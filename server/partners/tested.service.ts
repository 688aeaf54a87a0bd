import { dbFor } from "../db";
import { NATIONAL_SCOPE } from "../platforms/province.rules";
import { INTERFACE_VERSION } from "../provisioning/interface.rules";

export type Tested = { isGreen: boolean; greenAt: Date | null; partnerId: string };

/** PR8: which of these specifications' applications have a green run of the present interface. One that no partner's system provides is not among them. */
export async function testedApplications(codes: readonly string[]): Promise<Map<string, Tested>> {
  const rows = await dbFor(NATIONAL_SCOPE).partnerApplication.findMany({ where: { specificationCode: { in: [...codes] } }, select: { specificationCode: true, greenVersion: true, greenAt: true, partnerId: true } });
  return new Map(rows.map(({ specificationCode, greenVersion, greenAt, partnerId }) => [specificationCode, { isGreen: greenVersion === INTERFACE_VERSION, greenAt, partnerId }]));
}
