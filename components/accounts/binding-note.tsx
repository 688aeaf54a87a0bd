import type { OpeningView } from "@/server/accounts/opening.schema";
import { useSay } from "#say";
import { Alert } from "../ui/alert";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/link";
import { accountWords } from "./words";

const answers = {
  notFound: accountWords.bindingNotFound,
  holderMismatch: accountWords.bindingHolderMismatch,
  inArrears: accountWords.bindingInArrears,
  systemDown: "本省计费系统暂时没有答复，不是您填写有误。填写的内容都已保存。",
} as const;

type Props = { opening: OpeningView; isAsked: boolean; isBusy: boolean; next: string; onRetry: () => void; onPrepaid: () => void };

/** AI5: what the province's billing system said of the payment account, and every way to go on from there. */
export function BindingNote({ opening, isAsked, isBusy, next, onRetry, onPrepaid }: Props) {
  const say = useSay();
  const { binding } = opening;
  if (binding === "none") return null;
  if (binding === "confirmed") return <Alert tone="success" role="status" title={say("付费账户已核对一致")} />;
  const isDown = binding === "systemDown";
  return (
    <Alert
      tone="warning" role={isAsked ? "alert" : "note"} title={isDown ? say("现在核对不了付费账户") : say("付费账户没有核对上")}
      actions={
        <>
          {isDown && <Button size="sm" isBusy={isBusy} onClick={onRetry}>{say("重新核对")}</Button>}
          <Button size="sm" variant="secondary" isBusy={isBusy} onClick={onPrepaid}>{say("改为预付费")}</Button>
          <ButtonLink size="sm" variant="ghost" href={next}>{say("先填完，到营业厅核对")}</ButtonLink>
        </>
      }
    >
      {say.word(answers[binding])}{isDown ? "" : say("。")}{isDown ? say("您可以稍后重新核对，也可以先用预付费开户。") : say("改好后点“核对并继续”；也可以改为预付费，或带最近一期帐单到营业厅核对。")}
    </Alert>
  );
}
