import type { ShopWords } from "@/messages/shop";
import type { ProblemView } from "../../server/problems/problem.schema";
import { Badge } from "../ui/badge";

/** TK9: known problems with how far each is; those that are over come last. */
export function FaultList({ problems, t: { faults, htmlLang } }: { problems: readonly ProblemView[]; t: ShopWords }) {
  return (
    <ul className="flex flex-col gap-5">
      {problems.map((problem) => (
        <li key={problem.id} id={problem.id} className={`scroll-mt-6 rounded-lg border bg-surface p-5 ${problem.resolvedAt ? "border-line" : "border-warning-line"}`}>
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <Badge tone={problem.resolvedAt ? "success" : problem.priority === "p1" ? "danger" : "warning"}>{problem.resolvedAt ? faults.over(faults.instant(problem.resolvedAt)) : faults.priority[problem.priority]}</Badge>
            <span className="text-sm text-ink-soft">{problem.products.map(({ name }) => name).join(htmlLang === "en" ? ", " : "、")}</span>
          </div>
          <h2 className="mt-2 text-lg font-semibold" lang="zh-CN">{problem.title}</h2>
          <p className="text-sm text-ink-soft">
            {faults.since(faults.instant(problem.beganAt))}
            {!problem.resolvedAt && problem.expectedAt && ` · ${faults.expected(faults.instant(problem.expectedAt))}`}
          </p>
          <ol aria-label={faults.progress} className="mt-4 flex flex-col gap-2 border-t border-line pt-4 text-[1rem]">
            {problem.updates.map(({ at, text }) => (
              <li key={at.toISOString()} className="sm:grid sm:grid-cols-[11rem_minmax(0,1fr)] sm:gap-x-4">
                <time dateTime={at.toISOString()} className="figures text-sm text-ink-faint">{faults.instant(at)}</time>
                <p lang="zh-CN" className="whitespace-pre-line">{text}</p>
              </li>
            ))}
          </ol>
        </li>
      ))}
    </ul>
  );
}
