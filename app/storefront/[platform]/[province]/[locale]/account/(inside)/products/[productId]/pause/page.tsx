import type { Metadata } from "next";
import { PauseForm } from "@/components/lifecycle/pause-form";
import { LifePage, type LifePageProps } from "../life-page";

export const metadata: Metadata = { title: "暂停使用" };

export default function PausePage({ params }: LifePageProps) {
  return (
    <LifePage
      params={params}
      act={{
        verb: "暂停",
        text: "暂时用不上的产品可以停几个整月，期间免月费，数据保留。",
        permission: "product.change",
        quote: (caller, productId) => caller.life.quotePause({ productId }),
        form: (base, view) => <PauseForm base={base} initial={view} />,
      }}
    />
  );
}
