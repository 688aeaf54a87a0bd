import type { ReactNode } from "react";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/choice";
import { Dialog } from "../ui/dialog";

type Props = { id: string; lead: string; contract: { version: number; title: string; body: string }; isAccepted: boolean; onChange: (isAccepted: boolean) => void; error?: ReactNode };

/** OR14: the contract's version that is agreed to, with its whole text at hand. */
export function ContractConsent({ id, lead, contract, isAccepted, onChange, error }: Props) {
  return (
    <>
      <Checkbox id={id} checked={isAccepted} onChange={(event) => onChange(event.target.checked)} error={error} label={<>{lead}《{contract.title}》（第 {contract.version} 版）</>} />
      <div className="mt-2">
        <Dialog title={contract.title} size="lg" trigger={<Button variant="ghost" size="sm">阅读协议全文</Button>}>
          <div className="whitespace-pre-line">{contract.body}</div>
        </Dialog>
      </div>
    </>
  );
}
