import type { PriceComponent } from "./price.schema";

type StoredComponent = Omit<PriceComponent, "feeFen" | "bands"> & { feeFen: string; bands: { upTo: number | null; feeFen: string }[] };

/** Components as JSON, sums as text, and back: JSON has no bigint. */
export const componentsToJson = (components: readonly PriceComponent[]): StoredComponent[] =>
  components.map(({ feeFen, bands, ...rest }) => ({ ...rest, feeFen: feeFen.toString(), bands: bands.map((band) => ({ upTo: band.upTo, feeFen: band.feeFen.toString() })) }));

export function componentsFromJson(json: unknown): PriceComponent[] {
  return (json as StoredComponent[]).map(({ feeFen, bands, ...rest }) => ({ ...rest, feeFen: BigInt(feeFen), bands: bands.map((band) => ({ upTo: band.upTo, feeFen: BigInt(band.feeFen) })) }));
}
