import type { ComponentType, SVGProps } from "react";

const sizes = { sm: "1em", md: "1.25em", lg: "1.75em" } as const;

type Drawing = ComponentType<SVGProps<SVGSVGElement> & { size?: string | number }>;

/** A lucide drawing at text size, for the signed-in faces: `<Icon of={Building2} />`. Hidden from readers unless `label` is given. */
export function Icon({ of: Drawn, size = "md", label }: { of: Drawing; size?: keyof typeof sizes; label?: string }) {
  const naming = label ? ({ role: "img", "aria-label": label } as const) : ({ "aria-hidden": true } as const);
  return <Drawn size={sizes[size]} strokeWidth={1.75} className="shrink-0" focusable="false" {...naming} />;
}
