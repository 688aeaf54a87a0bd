"use client";

import { Button } from "../ui/button";
import { ErrorState } from "../patterns/empty-state";

/** What a public face shows when a page could not be made: no raw message, a retry, and the hotline in the footer below. */
export function FaceError({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) {
  return (
    <div className="mx-auto max-w-page px-4 py-16 sm:px-6">
      <ErrorState title="这一页暂时打不开" requestId={error.digest} actions={<Button onClick={retry}>再试一次</Button>} />
    </div>
  );
}
