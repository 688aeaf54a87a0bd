import type { z } from "zod";
import type { VersionView } from "@/server/catalog/desk.schema";
import { type BusinessDay, formatDay, formatInstant } from "@/server/kernel/calendar";
import { Button } from "../ui/button";
import { CardHeader, Stack } from "../ui/card";
import { DescriptionList } from "../ui/description-list";
import { SelectField } from "../ui/text-field";
import { ContentDiff } from "./content-diff";
import { ContentView } from "./content-view";

/** SC12: a version as it was released, and what it says otherwise than any other one. */
export function VersionCompare({ version, today, provinceCount }: { version: z.output<typeof VersionView>; today: BusinessDay; provinceCount: number }) {
  const { others, against, content } = version;
  return (
    <Stack gap="lg">
      <DescriptionList layout="grid" items={[{ term: "编写", value: version.writtenBy }, { term: "发布", value: `${version.releasedBy}，${formatInstant(version.releasedAt)}` }, { term: "从哪天起", value: formatDay(version.startsOn) }]} />
      {against && (
        <section aria-labelledby="differs">
          <CardHeader id="differs" title={`与第 ${against.version} 版相比`} />
          {others.length > 1 && (
            <form className="mb-3 flex max-w-md items-end gap-2">
              <div className="min-w-0 flex-1"><SelectField label="对照哪一版" name="against" defaultValue={others.find((one) => one.version === against.version)?.id}>{others.map((one) => <option key={one.id} value={one.id}>第 {one.version} 版 · {one.note}</option>)}</SelectField></div>
              <Button type="submit" variant="secondary">对照</Button>
            </form>
          )}
          <ContentDiff before={against.content} after={content} planNames={new Map()} />
        </section>
      )}
      <section aria-labelledby="whole">
        <CardHeader id="whole" title="全部内容" />
        <ContentView content={content} today={today} provinceCount={provinceCount} />
      </section>
    </Stack>
  );
}
