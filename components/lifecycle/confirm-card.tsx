import { fieldProblem } from "@/messages/zh-CN";
import { useSay } from "#say";
import { FormActions, FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { Checkbox } from "../ui/choice";
import type { useLifeForm } from "./use-life-form";

type Props = { id: string; form: ReturnType<typeof useLifeForm>; understand: string; decision: string; direct: string; isDanger?: boolean; isFresh: boolean;
  /** Why it cannot be sent yet, beside the button. */
  blocked?: string | undefined;
};

/** The last card of a form: that it was read, and the button that says what happens next. */
export function ConfirmCard({ id, form, understand, decision, direct, isDanger = false, isFresh, blocked }: Props) {
  const say = useSay();
  const words = decision === "counter" ? say("生成受理码") : decision === "portalReview" ? say("提交审核") : direct;
  return (
    <Card>
      <Checkbox id={`${id}-isUnderstood`} checked={form.isUnderstood} onChange={(event) => form.setIsUnderstood(event.target.checked)} error={fieldProblem(form.problems.isUnderstood)} label={understand} />
      <div className="mt-4 flex flex-col gap-3">
        {blocked && <p className="text-sm text-ink-soft">{blocked}</p>}
        <FormProblem>{form.refusal}</FormProblem>
        <FormActions><Button type="submit" size="lg" variant={isDanger ? "danger" : "primary"} disabled={decision === "refuse" || blocked !== undefined} isBusy={!blocked && (form.isBusy || !isFresh)}>{words}</Button></FormActions>
      </div>
    </Card>
  );
}
