"use client";

import { ErrorState } from "../patterns/empty-state";
import { Button } from "../ui/button";

/** What a page shows when it could not be read: what to do, and the number that finds the log line. */
export function PageError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return <ErrorState title="页面暂时打不开" {...(error.digest ? { requestId: error.digest } : {})} actions={<Button onClick={reset}>再试一次</Button>} />;
}
