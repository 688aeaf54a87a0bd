import type { PriceComponent } from "../../../server/catalog/price.schema";
import { divideHalfUp } from "../../../server/kernel/money";
import { provinces } from "../../../server/platforms/province.rules";
import type { SeedOffering, SeedProduct } from "./types";

/** A province's own level for products that follow it, in basis points of the list price. */
const factors: Record<string, bigint> = { BJ: 10_800n, SH: 10_900n, GD: 10_500n, ZJ: 10_400n, JS: 10_300n, TJ: 10_200n, FJ: 10_100n, NM: 9_600n, GX: 9_500n, GZ: 9_300n, YN: 9_400n, SN: 9_700n, GS: 9_100n, QH: 9_000n, NX: 9_200n, XJ: 9_300n, XZ: 8_800n, HL: 9_500n, JL: 9_600n };

/** Not opened yet: one later product by turns, and video meetings where the network's edge is far. */
const byTurns = ["VIDEO", "ONENUM", "RING", "SMS"] as const;
const farProvinces = new Set(["XZ", "QH", "NX", "GS", "XJ", "HI"]);

export function isOpenIn(product: SeedProduct, provinceId: string): boolean {
  if (product.code === "VIDEO" && farProvinces.has(provinceId)) return false;
  const place = provinces.findIndex((province) => province.id === provinceId);
  return product.code !== byTurns[place % byTurns.length];
}

/** Whole jiao, so that a price stays one that a person would print. Unit fees of use are the same everywhere. */
function scaled(fen: bigint, factor: bigint): bigint {
  return divideHalfUp(fen * factor, 100_000n) * 10n;
}

export function priceIn(offering: SeedOffering, price: readonly PriceComponent[], provinceId: string): PriceComponent[] {
  const factor = offering.followsProvince ? (factors[provinceId] ?? 10_000n) : 10_000n;
  return price.map((component) =>
    component.kind === "usage" ? component : { ...component, feeFen: scaled(component.feeFen, factor), bands: component.bands.map((band) => ({ ...band, feeFen: scaled(band.feeFen, factor) })), ...(component.monthFeeFen === undefined ? {} : { monthFeeFen: scaled(component.monthFeeFen, factor) }) },
  );
}
