import type { ShopWords } from "@/messages/shop";
import type { HeadlineUnit } from "../../server/catalog/catalog.schema";
import type { PriceComponent } from "../../server/catalog/price.schema";
import { Money } from "../patterns/money";

/** 每席每月, of what a headline price is for. */
export const perWords = (per: HeadlineUnit, t: ShopWords): string => (per.unit === "seatMonth" ? t.unit.seatMonth(per.seatName) : t.unit[per.unit]);

/** A fee in words: ¥20.00 每席每月, by the kind of the component. */
export function ComponentPrice({ component, seatName, t }: { component: PriceComponent; seatName: string; t: ShopWords }) {
  switch (component.kind) {
    case "seat":
      return <Per fen={component.feeFen} per={t.unit.seatMonth(seatName)} />;
    case "monthly":
    case "bundle":
      return <Per fen={component.feeFen} per={t.unit.month} />;
    case "yearly":
      return <Per fen={component.feeFen} per={t.unit.year} />;
    case "oneTime":
      return <Per fen={component.feeFen} per={t.unit.once} />;
    case "usage":
      return <Per fen={component.feeFen} per={t.price.usage(component.unitName, component.freeUnits)} />;
    case "graduated":
    case "volume":
      return <Bands component={component} seatName={seatName} t={t} />;
  }
}

function Per({ fen, per }: { fen: bigint; per: string }) {
  return (
    <span>
      <Money fen={fen} /> <span className="text-ink-faint">{per}</span>
    </span>
  );
}

/** Graduated bands add up part by part; volume bands price the whole number. The words say which. */
function Bands({ component, seatName, t }: { component: PriceComponent; seatName: string; t: ShopWords }) {
  const isVolume = component.kind === "volume";
  const rows = component.bands.map((band, index) => ({ ...band, from: (component.bands[index - 1]?.upTo ?? 0) + 1 }));
  return (
    <span className="block">
      <span className="text-ink-faint">{isVolume ? t.price.volume(seatName) : t.price.graduated(seatName)}</span>
      {rows.map((band) => (
        <span key={band.from} className="flex justify-between gap-4">
          <span className="figures text-ink-soft">{band.upTo === null ? t.price.bandFrom(band.from) : `${band.from}–${band.upTo}`}</span>
          <Money fen={band.feeFen} />
        </span>
      ))}
    </span>
  );
}

/** Stands near every price of the demonstration. */
export function PriceNote({ t }: { t: ShopWords }) {
  return <p className="text-xs text-ink-faint">{t.price.note}</p>;
}
