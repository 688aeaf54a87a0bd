"use client";

import { FaceError } from "@/components/layout/face-error";

export default function NationalError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return <FaceError error={error} retry={reset} />;
}
