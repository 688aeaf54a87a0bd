import { clsx } from "clsx";
import type { AnchorHTMLAttributes, ButtonHTMLAttributes, Ref } from "react";
import { Spinner } from "./spinner";

export type ButtonLook = {
  variant?: "primary" | "secondary" | "ghost" | "danger";
  size?: "sm" | "md" | "lg";
  /** Fills its container's width. */
  isWide?: boolean;
};

const variants = {
  primary: "bg-accent text-on-accent border-transparent hover:bg-accent-strong",
  secondary: "bg-surface text-ink border-line-strong hover:border-accent hover:text-accent-strong hover:bg-accent-soft",
  ghost: "bg-transparent text-accent-strong border-transparent hover:bg-accent-soft",
  danger: "bg-danger text-on-accent border-transparent hover:brightness-90",
} as const;

const sizes = {
  sm: "min-h-[max(1.75rem,calc(var(--control-height)*0.8))] px-[calc(var(--control-pad)*0.8)] text-[0.875rem]",
  md: "min-h-(--control-height) px-[calc(var(--control-pad)*1.3)] text-(length:--control-text)",
  lg: "min-h-[calc(var(--control-height)*1.18)] px-[calc(var(--control-pad)*1.9)] text-[1.0625rem]",
} as const;

/** The classes of a button, for the link that looks like one. */
export function buttonClass({ variant = "primary", size = "md", isWide = false }: ButtonLook): string {
  return clsx(
    "inline-flex items-center justify-center gap-2 rounded-md border py-1 leading-tight font-medium break-keep wrap-break-word no-underline transition-colors duration-150",
    "disabled:opacity-55 aria-disabled:opacity-55",
    variants[variant],
    sizes[size],
    isWide && "w-full",
  );
}

type ButtonProps = ButtonLook & Omit<ButtonHTMLAttributes<HTMLButtonElement>, "className" | "style"> & { isBusy?: boolean; ref?: Ref<HTMLButtonElement> };

/** While busy it keeps its place in the focus order and refuses clicks, so a double click sends once. */
export function Button({ variant, size, isWide, isBusy = false, type = "button", onClick, children, ...rest }: ButtonProps) {
  return (
    <button
      {...rest}
      type={isBusy && type === "submit" ? "button" : type}
      aria-disabled={isBusy || rest["aria-disabled"]}
      aria-busy={isBusy || undefined}
      onClick={isBusy ? undefined : onClick}
      className={buttonClass({ variant, size, isWide })}
    >
      {isBusy && <Spinner />}
      {children}
    </button>
  );
}

/** A whole document load: public pages, and the way from them into the account area. Inside a signed-in face use ButtonLink. */
export function ButtonAnchor({ variant, size, isWide, ...rest }: ButtonLook & Omit<AnchorHTMLAttributes<HTMLAnchorElement>, "className" | "style"> & { href: string }) {
  return <a {...rest} className={buttonClass({ variant, size, isWide })} />;
}
