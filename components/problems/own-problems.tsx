import type { ProblemView } from "@/server/problems/problem.schema";
import { formatInstant } from "@/server/kernel/calendar";
import { Alert } from "../ui/alert";

/** TK9: known problems of what the company has, before it reports one. */
export function OwnProblems({ problems }: { problems: readonly ProblemView[] }) {
  return (
    <div className="mb-4 flex flex-col gap-3 empty:hidden">
      {problems.map((problem) => (
        <Alert key={problem.id} tone={problem.priority === "p1" ? "danger" : "warning"} title={`已知故障：${problem.title}`}>
          {problem.products.map(({ name }) => name).join("、")}，{formatInstant(problem.beganAt)} 起{problem.expectedAt && `，预计 ${formatInstant(problem.expectedAt)} 恢复`}。{problem.updates[0]?.text} 不用再报障，恢复后会告诉您。
        </Alert>
      ))}
    </div>
  );
}
