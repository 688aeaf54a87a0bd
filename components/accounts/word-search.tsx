import { useSay } from "#say";
import { Button } from "../ui/button";
import { TextField } from "../ui/text-field";

type Props = { path: string; search: string; label: string; hint: string; /** Filters of the address that stay. */ keep?: Readonly<Record<string, string>> };

/** A plain form, so that the search is in the address and works without JavaScript. */
export function WordSearch({ path, search, label, hint, keep = {} }: Props) {
  const say = useSay();
  return (
    <form action={path} method="get" role="search" className="mb-5 flex flex-wrap items-end gap-3">
      {Object.entries(keep).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
      <div className="min-w-0 flex-1 sm:max-w-sm">
        <TextField name="search" type="search" label={label} hint={hint} defaultValue={search} maxLength={60} />
      </div>
      <Button type="submit" variant="secondary">{say("查找")}</Button>
    </form>
  );
}
