import type { Metadata } from "next";
import { PauseForm } from "@/components/lifecycle/pause-form";
import { getSay } from "@/components/say/server";
import { useSay } from "#say";
import { LifePage, type LifePageProps } from "../life-page";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("暂停使用") };
}

export default function PausePage({ params }: LifePageProps) {
  const say = useSay();
  return (
    <LifePage
      params={params}
      act={{
        verb: say("暂停"),
        text: say("暂时用不上的产品可以停几个整月，期间免月费，数据保留。"),
        permission: "product.change",
        quote: (caller, productId) => caller.life.quotePause({ productId }),
        form: (base, view) => <PauseForm base={base} initial={view} />,
      }}
    />
  );
}
