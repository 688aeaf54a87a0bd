import type { Metadata } from "next";
import { CancelForm } from "@/components/lifecycle/cancel-form";
import { LifePage, type LifePageProps } from "../life-page";

export const metadata: Metadata = { title: "退订" };

export default function CancelPage({ params }: LifePageProps) {
  return (
    <LifePage
      params={params}
      act={{
        verb: "退订",
        text: "先看清退多少、失去什么，再决定。",
        permission: "product.end",
        quote: (caller, productId) => caller.life.quoteCancel({ productId }),
        form: (base, view) => <CancelForm base={base} initial={view} />,
      }}
    />
  );
}
