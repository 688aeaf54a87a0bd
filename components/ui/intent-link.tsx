"use client";

import Link from "next/link";
import { type ComponentProps, useState } from "react";

/**
 * A link inside a signed-in face. What is behind it is made for one person and one moment, so it is asked for when somebody is about to
 * follow it (pointer, touch or focus on it), not because it stands on the page: a page of thirty links asked its server for sixty parts.
 */
export function IntentLink(props: Omit<ComponentProps<typeof Link>, "prefetch">) {
  const [isMeant, setIsMeant] = useState(false);
  const mean = () => setIsMeant(true);
  return <Link {...props} prefetch={isMeant ? "auto" : false} onMouseEnter={mean} onTouchStart={mean} onFocus={mean} />;
}
