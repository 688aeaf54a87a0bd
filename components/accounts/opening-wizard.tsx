import { stepOfField } from "@/server/accounts/opening.rules";
import type { OpeningView } from "@/server/accounts/opening.schema";
import { useSay } from "#say";
import { PageHeader } from "../patterns/page-header";
import { Alert } from "../ui/alert";
import { Stepper } from "../ui/stepper";
import { StepAccount } from "./step-account";
import { StepCompany } from "./step-company";
import { StepContact } from "./step-contact";
import { StepOverview } from "./step-overview";
import { WithdrawOpening } from "./withdraw-opening";
import { openingFieldLabels } from "./words";

const titles = ["企业信息", "联系方式", "帐号与付费", "核对与提交"] as const;
const steps = { 1: StepCompany, 2: StepContact, 3: StepAccount, 4: StepOverview } as const;
export type StepNumber = keyof typeof steps;

/** The step that an address asks for, no further than the applicant has come; without one, where they left off. */
export function stepFor(opening: OpeningView, asked: string | undefined): StepNumber {
  const isReturned = opening.state === "returned";
  const furthest = isReturned ? 4 : Math.min(4, Math.max(1, opening.step));
  const first = isReturned ? stepOfField(opening.markedFields[0] ?? "") : furthest;
  const wanted = /^[1-4]$/.test(asked ?? "") ? Number(asked) : first;
  return Math.min(wanted, furthest) as StepNumber;
}

/** Registration in four steps, or the mending of an application that came back. */
export function OpeningWizard({ base, opening, step }: { base: string; opening: OpeningView; step: StepNumber }) {
  const say = useSay();
  const Current = steps[step];
  const marked = opening.markedFields.map((field) => (openingFieldLabels as Record<string, string>)[field] ?? "").filter(Boolean);
  return (
    <div className="mx-auto flex max-w-3xl flex-col gap-8">
      <PageHeader title={opening.state === "returned" ? say("更正开户申请") : say("开立企业帐户")} text={opening.state === "returned" ? say("只需更正标出的内容，其他内容保持不变。") : say("填写的内容会自动保存，可以随时离开，30 天内回来继续。")} actions={<WithdrawOpening state={opening.state} />} />
      {opening.state === "returned" && (
        <Alert tone="warning" title={say("请更正：{marked}", { marked: say.list(marked) })}>
          {opening.returnText}
        </Alert>
      )}
      <Stepper label={say("开户步骤")} steps={titles.map((title, index) => ({ title, state: index + 1 === step ? "current" : index + 1 < step ? "done" : "next" }))} />
      <section aria-label={say.word(titles[step - 1])}>
        <Current key={step} base={base} initial={opening} />
      </section>
    </div>
  );
}
