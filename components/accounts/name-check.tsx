"use client";

import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, useEffect, useState } from "react";
import { isAccountName } from "@/server/accounts/account.rules";
import { useSay } from "#say";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { Button } from "../ui/button";

/** Whether a name is free, a moment after the last key, with others to choose from when it is not. */
export function NameCheck({ name, onChoose }: { name: string; onChoose: (name: string) => void }) {
  const say = useSay();
  const [settled, setSettled] = useState(name);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(name), 500);
    return () => clearTimeout(timer);
  }, [name]);
  const asked = useDeferredValue(settled);
  const trpc = useTRPC();
  const { data, error, isFetching } = useQuery(trpc.opening.checkAccountName.queryOptions({ accountName: asked }, { enabled: isAccountName(asked), retry: false, staleTime: 30_000 }));
  const isCurrent = asked === name && isAccountName(asked);
  return (
    <div className="flex flex-col gap-2">
      <p role="status" className="min-h-6 text-sm">
        {isCurrent && isFetching && <span className="text-ink-faint">{say("正在查询…")}</span>}
        {isCurrent && !isFetching && error && <span className="text-ink-soft">{problemOf(error)?.words}</span>}
        {isCurrent && !isFetching && data?.isFree && <span className="font-medium text-success">{say("“{asked}”可以使用", { asked })}</span>}
        {isCurrent && !isFetching && data?.problem === "accountNameTaken" && <span className="font-medium text-danger">{say("“{asked}”已被使用", { asked })}{data.suggestions.length > 0 ? say("，可以试试：") : say("，请换一个")}</span>}
      </p>
      {isCurrent && !isFetching && data && data.suggestions.length > 0 && (
        <div className="flex flex-wrap gap-2">
          {data.suggestions.map((suggestion) => (
            <Button key={suggestion} size="sm" variant="secondary" onClick={() => onChoose(suggestion)}>{suggestion}</Button>
          ))}
        </div>
      )}
    </div>
  );
}
