import { useState } from "react";

/** Problems by field of one form, whose controls' ids are the prefix, a dash and the field; of a choice, a dash and the value more. */
export function useProblems(prefix: string) {
  const [problems, setProblems] = useState<Record<string, string>>({});
  return {
    problems,
    /** Shows these instead, and leads to the first; false when there are none. */
    show(found: Record<string, string>): boolean {
      setProblems(found);
      const [name] = Object.keys(found);
      if (name !== undefined) (document.getElementById(`${prefix}-${name}`) ?? document.querySelector<HTMLElement>(`[id^="${prefix}-${name}-"]`))?.focus();
      return name !== undefined;
    },
    clear: (name: string) => setProblems(({ [name]: _gone, ...rest }) => rest),
  };
}
