import type { ReactNode } from "react";
import { Said } from "../say/said";
import { BrandLines } from "./brand-lines";

type StateProps = { title: ReactNode; text?: ReactNode; actions?: ReactNode };

function Panel({ title, text, actions, role }: StateProps & { role?: "alert" | "status" }) {
  return (
    <div role={role} className="flex flex-col items-center rounded-lg border border-dashed border-line-strong bg-surface px-6 py-12 text-center">
      <BrandLines />
      <p className="mt-5 text-lg font-semibold">{title}</p>
      {text && <div className="mt-1 max-w-prose text-ink-soft">{text}</div>}
      {actions && <div className="mt-5 flex flex-wrap justify-center gap-3">{actions}</div>}
    </div>
  );
}

/** Nothing here yet: `text` says what will be, `actions` how to begin. */
export function EmptyState(props: StateProps) {
  return <Panel {...props} />;
}

/** Filters let nothing through: `actions` holds the link that clears them. */
export function NoMatch({ title = <Said text="没有符合条件的结果" />, ...rest }: Omit<StateProps, "title"> & { title?: ReactNode }) {
  return <Panel role="status" title={title} {...rest} />;
}

/** Something could not be read: `text` says what, `actions` holds the retry. Never shows a raw message. */
export function ErrorState({ title = <Said text="这一部分暂时读不出来" />, text = <Said text="不是您的操作有误。请稍后重试；一直如此请拨打客服热线。" />, actions, requestId }: Partial<StateProps> & { requestId?: string }) {
  return (
    <Panel
      role="alert"
      title={title}
      text={
        <>
          {text}
          {requestId && <span className="mt-1 block text-xs text-ink-faint"><Said text="编号" /> {requestId}</span>}
        </>
      }
      actions={actions}
    />
  );
}
