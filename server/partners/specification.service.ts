import { dbFor } from "../db";
import { platformIds } from "../platforms/province.rules";

/** The name of a specification that a provider's system opens, on whichever platform it stands first; null for an unknown code. */
export async function specificationNamed(code: string): Promise<string | null> {
  for (const platformId of platformIds()) {
    const row = await dbFor(platformId).productSpecification.findFirst({ where: { code, providerKind: "ap" }, select: { name: true } });
    if (row) return row.name;
  }
  return null;
}
