import type { DeskOfferView } from "@/server/quotes/quote.schema";
import { Alert } from "../ui/alert";
import { Button } from "../ui/button";
import { OfferFacts } from "./offer-facts";

const didWords = { draft: "暂存了", submitted: "把这个方案送去核准了", issued: "把这个方案发给企业了", discarded: "作废了" } as const satisfies Record<DeskOfferView["state"], string>;

type Props = { offer: DeskOfferView; onTake: () => void; onKeep: () => void };

/** OR15: a colleague saved while somebody typed: their version, and the choice between it and what is typed below. */
export function OfferMet({ offer, onTake, onKeep }: Props) {
  const isWaiting = offer.state === "submitted";
  return (
    <Alert
      tone="warning" role="alert" title={`${offer.writtenByName}拟定的方案 ${offer.offerNumber} 刚刚有变化：同事${didWords[offer.state]}`}
      actions={<><Button size="sm" onClick={onTake}>{isWaiting ? "放弃我填的" : "改用同事的"}</Button>{!isWaiting && <Button size="sm" variant="secondary" onClick={onKeep}>接着用我填的</Button>}</>}
    >
      <p className="mb-2">您填的内容还在下面，没有保存。{isWaiting ? "等这个方案核准、退回或作废后，可以接着写。" : "现在的方案是："}</p>
      {!isWaiting && <OfferFacts offer={offer} />}
    </Alert>
  );
}
