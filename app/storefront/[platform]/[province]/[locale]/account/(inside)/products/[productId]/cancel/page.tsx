import type { Metadata } from "next";
import { CancelForm } from "@/components/lifecycle/cancel-form";
import { getSay } from "@/components/say/server";
import { useSay } from "#say";
import { LifePage, type LifePageProps } from "../life-page";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("退订") };
}

export default function CancelPage({ params }: LifePageProps) {
  const say = useSay();
  return (
    <LifePage
      params={params}
      act={{
        verb: say("退订"),
        text: say("先看清退多少、失去什么，再决定。"),
        permission: "product.end",
        quote: (caller, productId) => caller.life.quoteCancel({ productId }),
        form: (base, view) => <CancelForm base={base} initial={view} />,
      }}
    />
  );
}
