import { clsx } from "clsx";
import { formatFen } from "../../server/kernel/money";

const sizes = { inherit: "", lg: "text-xl font-semibold", xl: "text-2xl font-semibold" } as const;

/** A sum in fen as ¥1,234.50 with figures of one width; no sum ever passes through a float (AX5). */
export function Money({ fen, size = "inherit", isMuted = false }: { fen: bigint; size?: keyof typeof sizes; isMuted?: boolean }) {
  return <span className={clsx("figures", sizes[size], isMuted && "text-ink-faint")}>{formatFen(fen)}</span>;
}
