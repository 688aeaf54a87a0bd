import { problemOf } from "../layout/trpc-provider";
import { FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";

type Act = { isPending: boolean; error: unknown; run: () => void };
/** A mutation of a draft as one press. */
export const actOf = <At,>({ isPending, error, mutate }: { isPending: boolean; error: unknown; mutate: (at: At) => void }, at: At): Act => ({ isPending, error, run: () => mutate(at) });

/** BO5, OR14: hands a draft on, takes it back, or gives it up. */
export function DraftMoves({ state, submit, recall, discard }: { state: "open" | "submitted"; submit: Act; recall: Act; discard: Act }) {
  return (
    <div className="flex max-w-md flex-col items-end gap-2">
      <div className="flex flex-wrap justify-end gap-2.5">
        {state === "open" ? (
          <>
            <Button variant="ghost" isBusy={discard.isPending} onClick={discard.run}>放弃草稿</Button>
            <Button isBusy={submit.isPending} onClick={submit.run}>提交复核</Button>
          </>
        ) : (
          <Button variant="secondary" isBusy={recall.isPending} onClick={recall.run}>取回修改</Button>
        )}
      </div>
      <FormProblem>{problemOf(submit.error ?? recall.error ?? discard.error)?.words}</FormProblem>
    </div>
  );
}
