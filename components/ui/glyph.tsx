const shapes = {
  arrowRight: "M4 12h15M13 6l6 6-6 6",
  chevronRight: "m9 5 7 7-7 7",
  chevronLeft: "m15 5-7 7 7 7",
  chevronDown: "m5 9 7 7 7-7",
  check: "m4.5 12.5 5 5 10-11",
  cross: "M6 6l12 12M18 6 6 18",
  search: "M10.5 17.5a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM15.8 15.8 21 21",
  info: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 11v5.5M12 7.5v.2",
  warning: "M12 3.5 2.5 20h19L12 3.5ZM12 10v5M12 17.3v.2",
  success: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM8 12.3l2.8 2.8L16 9.5",
  danger: "M8 3h8l5 5v8l-5 5H8l-5-5V8l5-5ZM12 8v5M12 15.8v.2",
  copy: "M9 9h11v11H9zM15 9V4H4v11h5",
  phone: "M5 4h4l1.8 4.6-2.3 1.7a12 12 0 0 0 5.2 5.2l1.7-2.3L20 15v4a1.6 1.6 0 0 1-1.8 1.6A15.4 15.4 0 0 1 3.4 5.8 1.6 1.6 0 0 1 5 4Z",
  pin: "M12 21.5s7-6.3 7-11.7a7 7 0 1 0-14 0c0 5.4 7 11.7 7 11.7ZM12 12.3a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z",
  minus: "M5 12h14",
  plus: "M5 12h14M12 5v14",
  menu: "M4 7h16M4 12h16M4 17h16",
  document: "M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6",
  clock: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 7v5.3l3.4 2",
} as const;
export type GlyphName = keyof typeof shapes;

/** A small drawn sign that needs no script, for public pages and the primitives themselves. Decoration unless `label` is given. */
export function Glyph({ name, size = "1.15em", label }: { name: GlyphName; size?: string; label?: string }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
      strokeLinejoin="round"
      className="shrink-0"
      focusable="false"
      {...(label ? { role: "img", "aria-label": label } : { "aria-hidden": true })}
    >
      <path d={shapes[name]} />
    </svg>
  );
}
