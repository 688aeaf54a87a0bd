import { Button } from "../ui/button";
import { TextField } from "../ui/text-field";

/** A one-word filter as a plain form: the word is in the address, and Enter works without script. `keep` carries the rest of the address. */
export function FilterBox({ action, label, value, keep = {} }: { action: string; label: string; value: string; keep?: Record<string, string> }) {
  return (
    <form action={action} className="mb-3 flex max-w-md items-end gap-2">
      {Object.entries(keep).map(([name, kept]) => <input key={name} type="hidden" name={name} value={kept} />)}
      <div className="min-w-0 flex-1">
        <TextField label={label} name="q" type="search" defaultValue={value} maxLength={60} />
      </div>
      <Button type="submit" variant="secondary">
        查找
      </Button>
    </form>
  );
}
