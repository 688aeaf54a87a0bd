import type { PriceComponent } from "./price.schema";

type StoredComponent = Omit<PriceComponent, "feeFen" | "bands" | "monthFeeFen"> & { feeFen: string; bands: { upTo: number | null; feeFen: string }[]; monthFeeFen?: string };

/** Components as JSON, sums as text, and back: JSON has no bigint. */
export const componentsToJson = (components: readonly PriceComponent[]): StoredComponent[] =>
  components.map(({ feeFen, bands, monthFeeFen, ...rest }) => ({ ...rest, feeFen: feeFen.toString(), bands: bands.map((band) => ({ upTo: band.upTo, feeFen: band.feeFen.toString() })), ...(monthFeeFen === undefined ? {} : { monthFeeFen: monthFeeFen.toString() }) }));

export function componentsFromJson(json: unknown): PriceComponent[] {
  return (json as StoredComponent[]).map(({ feeFen, bands, monthFeeFen, ...rest }) => ({ ...rest, feeFen: BigInt(feeFen), bands: bands.map((band) => ({ upTo: band.upTo, feeFen: BigInt(band.feeFen) })), ...(monthFeeFen === undefined ? {} : { monthFeeFen: BigInt(monthFeeFen) }) }));
}
