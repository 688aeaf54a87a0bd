import type { Metadata } from "next";
import { ResumeForm } from "@/components/lifecycle/resume-form";
import { getSay } from "@/components/say/server";
import { useSay } from "#say";
import { LifePage, type LifePageProps } from "../life-page";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("恢复使用") };
}

export default function ResumePage({ params }: LifePageProps) {
  const say = useSay();
  return (
    <LifePage
      params={params}
      act={{
        verb: say("恢复"),
        text: say("提前结束暂停，当天就能继续使用。"),
        permission: "product.change",
        quote: (caller, productId) => caller.life.quoteResume({ productId }),
        form: (base, view) => <ResumeForm base={base} initial={view} />,
      }}
    />
  );
}
