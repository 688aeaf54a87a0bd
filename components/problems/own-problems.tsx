import type { ProblemView } from "@/server/problems/problem.schema";
import { useSay } from "#say";
import { Alert } from "../ui/alert";

/** TK9: known problems of what the company has, before it reports one. */
export function OwnProblems({ problems }: { problems: readonly ProblemView[] }) {
  const say = useSay();
  return (
    <div className="mb-4 flex flex-col gap-3 empty:hidden">
      {problems.map((problem) => (
        <Alert key={problem.id} tone={problem.priority === "p1" ? "danger" : "warning"} title={say("已知故障：{problemTitle}", { problemTitle: problem.title })}>
          {say("{map}，{beganAt} 起", { map: say.list(problem.products.map(({ name }) => name)), beganAt: say.instant(problem.beganAt) })}{problem.expectedAt && say("，预计 {expectedAt} 恢复", { expectedAt: say.instant(problem.expectedAt) })}{say("。{updatesText} 不用再报障，恢复后会告诉您。", { updatesText: problem.updates[0]?.text ?? "" })}
        </Alert>
      ))}
    </div>
  );
}
