import type { ComponentProps, ReactNode } from "react";
import { Said } from "../say/said";
import { Button } from "../ui/button";
import { Dialog, DialogClose } from "../ui/dialog";
import { FormProblem } from "./form-layout";

type ConfirmDialogProps = Pick<ComponentProps<typeof Dialog>, "title" | "text" | "trigger" | "isOpen" | "onOpenChange"> & {
  /** What the button that does it says, and the one that leaves everything as it is. */
  act: string;
  leave?: ReactNode;
  /** `primary` for what is not lost by it. */
  variant?: "danger" | "primary";
  isBusy: boolean;
  problem?: ReactNode;
  onConfirm: () => void;
};

/** One question before something is done; what then goes wrong is said in it. */
export function ConfirmDialog({ act, leave = <Said text="不了" />, variant = "danger", isBusy, problem, onConfirm, ...dialog }: ConfirmDialogProps) {
  return (
    <Dialog
      {...dialog}
      size="sm"
      actions={
        <>
          <DialogClose><Button variant="secondary">{leave}</Button></DialogClose>
          <Button variant={variant} isBusy={isBusy} onClick={onConfirm}>{act}</Button>
        </>
      }
    >
      <FormProblem>{problem}</FormProblem>
    </Dialog>
  );
}
