import type { ComponentProps } from "react";
import { type ButtonLook, buttonClass } from "./button";
import { IntentLink } from "./intent-link";

type LinkProps = Omit<ComponentProps<typeof IntentLink>, "className" | "style">;

/** A client-side link inside a signed-in face. Public pages use TextAnchor, which needs no script. */
export function TextLink(props: LinkProps) {
  return <IntentLink {...props} className={textLinkClass} />;
}

/** A client-side link that looks like a button. */
export function ButtonLink({ variant, size, isWide, ...rest }: ButtonLook & LinkProps) {
  return <IntentLink {...rest} className={buttonClass({ variant, size, isWide })} />;
}

// A block of its own height, so that a link that stands alone in a cell or a list is a target of 24 px.
const textLinkClass = "inline-block min-h-6 text-accent-strong underline decoration-accent-line decoration-2 underline-offset-4 hover:decoration-accent";
