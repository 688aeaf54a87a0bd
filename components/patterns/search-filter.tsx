import { Button } from "../ui/button";
import { SelectField, TextField } from "../ui/text-field";

type Props = { path: string; label: string; search: string; provinces: readonly { id: string; name: string }[]; provinceId: string | undefined; keep: Record<string, string> };

/** Words to look for, and the province where there are several; a plain form, so that the filter is in the address. */
export function SearchFilter({ path, label, search, provinces, provinceId = "", keep }: Props) {
  return (
    <form action={path} className="mb-3 flex flex-wrap items-end gap-2">
      {Object.entries(keep).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
      <div className="min-w-0 grow basis-64 sm:max-w-md">
        <TextField label={label} name="q" type="search" defaultValue={search} maxLength={60} />
      </div>
      {provinces.length > 1 && (
        <SelectField label="省份" name="province" defaultValue={provinceId}>
          <option value="">全部省份</option>
          {provinces.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
        </SelectField>
      )}
      <Button type="submit" variant="secondary">查找</Button>
    </form>
  );
}
