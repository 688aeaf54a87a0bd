import type { Metadata } from "next";
import { ResumeForm } from "@/components/lifecycle/resume-form";
import { LifePage, type LifePageProps } from "../life-page";

export const metadata: Metadata = { title: "恢复使用" };

export default function ResumePage({ params }: LifePageProps) {
  return (
    <LifePage
      params={params}
      act={{
        verb: "恢复",
        text: "提前结束暂停，当天就能继续使用。",
        permission: "product.change",
        quote: (caller, productId) => caller.life.quoteResume({ productId }),
        form: (base, view) => <ResumeForm base={base} initial={view} />,
      }}
    />
  );
}
