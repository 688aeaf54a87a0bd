import { type TextChange, diffText, isSameText } from "@/server/ordering/text-diff.rules";
import { EmptyState } from "../patterns/empty-state";
import { Card, Stack } from "../ui/card";

type Words = { title: string; body: string };
const gone = "rounded-sm bg-danger-soft text-danger line-through decoration-1";
const come = "rounded-sm bg-success-soft text-success no-underline";

function Paragraph({ change }: { change: TextChange }) {
  if (change.kind !== "changed") {
    if (change.kind === "removed") return <p><span className="sr-only">删除：</span><del className={gone}>{change.text}</del></p>;
    if (change.kind === "added") return <p><span className="sr-only">新增：</span><ins className={come}>{change.text}</ins></p>;
    return <p className="text-ink-soft">{change.text}</p>;
  }
  const { head, before, after, tail } = change;
  return (
    <p>
      {head}
      {before && <><span className="sr-only">（删除：</span><del className={gone}>{before}</del><span className="sr-only">）</span></>}
      {after && <><span className="sr-only">（新增：</span><ins className={come}>{after}</ins><span className="sr-only">）</span></>}
      {tail}
    </p>
  );
}

/** OR14: what one text has that the other has not, where it stands. */
export function ContractDiff({ before, after }: { before: Words; after: Words }) {
  const title = diffText(before.title, after.title);
  const body = diffText(before.body, after.body);
  if (isSameText(title) && isSameText(body)) return <EmptyState title="没有差异" text="与对照的版本完全一样。" />;
  return (
    <Card>
      <Stack gap="sm">
        <div className="text-lg font-semibold">{title.map((change, index) => <Paragraph key={index} change={change} />)}</div>
        {body.map((change, index) => <Paragraph key={index} change={change} />)}
      </Stack>
    </Card>
  );
}
