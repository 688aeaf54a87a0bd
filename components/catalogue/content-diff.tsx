import { diffContent } from "@/server/catalog/content-diff.rules";
import type { ProductContent } from "@/server/catalog/content.schema";
import { platformName } from "@/server/platforms/province.rules";
import { EmptyState } from "../patterns/empty-state";
import { Card, CardHeader, Stack } from "../ui/card";
import { DescriptionList } from "../ui/description-list";

function Turn({ before, after }: { before: string | null; after: string | null }) {
  return (
    <>
      {before !== null && <del className="block break-words text-danger no-underline"><span className="sr-only">原来：</span><span aria-hidden="true">− </span>{before}</del>}
      {after !== null && <ins className="block break-words text-success no-underline"><span className="sr-only">现在：</span><span aria-hidden="true">+ </span>{after}</ins>}
    </>
  );
}

type Props = { before: ProductContent | null; after: ProductContent; planNames: ReadonlyMap<string, string> };

/** SC12: what `after` says otherwise than `before`, field by field, old and new. */
export function ContentDiff({ before, after, planNames }: Props) {
  const changes = diffContent(before, after, { provinceName: platformName, planName: (code) => planNames.get(code) ?? code });
  if (changes.length === 0) return <EmptyState title="没有差异" text="与对照的版本完全一样。" />;
  const sections = [...new Set(changes.map(({ section }) => section))];
  return (
    <Stack>
      {sections.map((section, index) => (
        <Card key={section} as="section" labelledBy={`diff-${index}`}>
          <CardHeader id={`diff-${index}`} level={3} title={section} />
          <DescriptionList items={changes.filter((change) => change.section === section).map(({ label, before: old, after: now }) => ({ term: label, value: <Turn before={old} after={now} /> }))} />
        </Card>
      ))}
    </Stack>
  );
}
