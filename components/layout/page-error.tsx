"use client";

import { useEffect } from "react";
import { useSay } from "#say";
import { ErrorState } from "../patterns/empty-state";
import { Button } from "../ui/button";

const AGAIN_MS = 4000;

/**
 * What a page shows when it could not be read: what to do, and the number that finds the log line. It tries again by itself, since a page
 * that reads itself anew may meet a busy moment while nobody has done anything.
 */
export function PageError({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) {
  const say = useSay();
  useEffect(() => {
    const timer = setTimeout(retry, AGAIN_MS);
    return () => clearTimeout(timer);
  }, [retry, error]);
  return <ErrorState title={say("页面暂时打不开")} text={say("不是您的操作有误，几秒后自动重试；一直如此请拨打客服热线。")} {...(error.digest ? { requestId: error.digest } : {})} actions={<Button onClick={retry}>{say("现在重试")}</Button>} />;
}
