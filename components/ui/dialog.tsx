"use client";

import { Dialog as Base } from "@base-ui/react/dialog";
import type { ReactElement, ReactNode } from "react";
import { useSay } from "../say/client";
import { Glyph } from "./glyph";

type DialogProps = {
  title: ReactNode;
  text?: ReactNode;
  children?: ReactNode;
  /** Buttons at the foot; wrap one in DialogClose to close with it. */
  actions?: ReactNode;
  /** The element that opens it: `<Button>…</Button>`. Leave out when `isOpen` is held outside. */
  trigger?: ReactElement;
  isOpen?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
  size?: "sm" | "md" | "lg";
  /** A click beside it does not close: for forms with typed text. */
  isSticky?: boolean;
};

const widths = { sm: "max-w-md", md: "max-w-xl", lg: "max-w-4xl" } as const;

/** A modal: focus is held inside and given back, Escape closes, the page behind stands still. */
export function Dialog({ title, text, children, actions, trigger, isOpen, onOpenChange, size = "md", isSticky = false }: DialogProps) {
  const say = useSay();
  return (
    <Base.Root open={isOpen} onOpenChange={(next) => onOpenChange?.(next)} disablePointerDismissal={isSticky}>
      {trigger && <Base.Trigger render={trigger} />}
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-ink/45 transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Popup
          className={`fixed inset-x-3 top-1/2 z-50 mx-auto max-h-[calc(100dvh-2rem)] -translate-y-1/2 overflow-y-auto rounded-lg bg-surface p-(--card-pad) shadow-float transition duration-150 ease-calm data-ending-style:opacity-0 data-starting-style:translate-y-[calc(-50%+0.5rem)] data-starting-style:opacity-0 ${widths[size]}`}
        >
          <div className="flex items-start justify-between gap-4">
            <Base.Title className="text-xl leading-snug font-semibold">{title}</Base.Title>
            <Base.Close aria-label={say("关闭")} className="-mt-1 -mr-1 rounded-md p-2 text-ink-soft hover:bg-sunken hover:text-ink">
              <Glyph name="cross" />
            </Base.Close>
          </div>
          {text && <Base.Description className="mt-1 text-ink-soft">{text}</Base.Description>}
          {children && <div className="mt-(--stack)">{children}</div>}
          {actions && <div className="mt-(--card-pad) flex flex-wrap justify-end gap-2.5">{actions}</div>}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

/** Closes the dialog around it: `<DialogClose><Button variant="secondary">取消</Button></DialogClose>`. */
export function DialogClose({ children }: { children: ReactElement }) {
  return <Base.Close render={children} />;
}
