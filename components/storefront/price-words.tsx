import type { PriceComponent } from "../../server/catalog/price.schema";
import { Money } from "../patterns/money";

/** A fee in words: ¥20.00 每席每月, by the kind of the component. */
export function ComponentPrice({ component, seatName }: { component: PriceComponent; seatName: string }) {
  switch (component.kind) {
    case "seat":
      return <Per fen={component.feeFen} per={`每${seatName}每月`} />;
    case "monthly":
    case "bundle":
      return <Per fen={component.feeFen} per="每月" />;
    case "yearly":
      return <Per fen={component.feeFen} per="每年" />;
    case "oneTime":
      return <Per fen={component.feeFen} per="一次" />;
    case "usage":
      return <Per fen={component.feeFen} per={`每${component.unitName ?? "次"}，每月 ${component.freeUnits} ${component.unitName ?? "次"}内免费`} />;
    case "graduated":
    case "volume":
      return <Bands component={component} seatName={seatName} />;
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
function Bands({ component, seatName }: { component: PriceComponent; seatName: string }) {
  const isVolume = component.kind === "volume";
  const rows = component.bands.map((band, index) => ({ ...band, from: (component.bands[index - 1]?.upTo ?? 0) + 1 }));
  return (
    <span className="block">
      <span className="text-ink-faint">{isVolume ? `总数落在哪档，全部按那档（每${seatName}每月）` : `分段相加（每${seatName}每月）`}</span>
      {rows.map((band) => (
        <span key={band.from} className="flex justify-between gap-4">
          <span className="figures text-ink-soft">{band.upTo === null ? `${band.from} 起` : `${band.from}–${band.upTo}`}</span>
          <Money fen={band.feeFen} />
        </span>
      ))}
    </span>
  );
}

/** Stands near every price of the demonstration. */
export function PriceNote() {
  return <p className="text-xs text-ink-faint">示例价格，含税；以下单时本省价目为准。</p>;
}
