import { type ChangeField, changeFields } from "@/server/company/change.rules";
import type { CompanyChangeView } from "@/server/company/change.schema";
import { useSay } from "#say";
import { changeFieldWords, valueWords } from "./change-words";

/** AI18: what stood and what is to stand, field by field. */
export function ChangeDifference({ change: { before, after } }: { change: Pick<CompanyChangeView, "before" | "after"> }) {
  const say = useSay();
  const fields = changeFields.filter((field: ChangeField) => after[field] !== undefined);
  return (
    <dl className="grid gap-x-4 gap-y-2 sm:grid-cols-[7rem_minmax(0,1fr)]">
      {fields.map((field) => (
        <div key={field} className="contents">
          <dt className="text-ink-soft">{changeFieldWords[field]}</dt>
          <dd className="min-w-0 break-words">
            <del className="text-ink-faint">{valueWords(say, field, before[field])}</del> <span aria-hidden="true">→</span> <ins className="font-medium no-underline">{valueWords(say, field, after[field])}</ins>
          </dd>
        </div>
      ))}
    </dl>
  );
}
