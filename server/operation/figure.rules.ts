import { type Permission, allows } from "../kernel/permissions";
import { reviewClock } from "../review/review.rules";

export const figures = ["ordersWaiting", "oldestReview", "failedOpens", "unsettledFen", "pushErrors"] as const;
export type Figure = (typeof figures)[number];
/** What has an alarm: each province's figures, and how full the disk of the database is, which belongs to no province. */
export const watched = [...figures, "databaseDisk"] as const;
export type Watched = (typeof watched)[number];

type Threshold = {
  /** The alarm opens from here on. */
  raiseAt: bigint;
  /** And closes below here: apart where a figure that goes to and fro would call people again and again. */
  clearBelow: bigint;
  /** Where it is worked off, what it takes to look there, and to act; who may act is told. */
  desk: string;
  looks: Permission;
  acts: Permission;
};

/** From here on PostgreSQL may find no room at any moment. */
export const DISK_LAST_PERCENT = 95n;

/**
 * SY2: per province. Orders and openings are counted, the oldest review is in working minutes against the limit of one working
 * day (rules 4.3.B), what is overdue and unpaid in fen. The disk (promise 24) is in per cent.
 */
export const thresholds: Readonly<Record<Watched, Threshold>> = {
  ordersWaiting: { raiseAt: 50n, clearBelow: 40n, desk: "/queue", looks: "review.read", acts: "review.decide" },
  oldestReview: { raiseAt: BigInt(reviewClock.limitMinutes), clearBelow: BigInt(reviewClock.limitMinutes), desk: "/queue", looks: "review.read", acts: "review.decide" },
  // One refusal is that company's own matter; several in a day are an application provider's.
  failedOpens: { raiseAt: 3n, clearBelow: 2n, desk: "/requests", looks: "provisioning.read", acts: "provisioning.repair" },
  unsettledFen: { raiseAt: 10_000_000n, clearBelow: 8_000_000n, desk: "/billing/arrears", looks: "billing.read", acts: "dunning.pause" },
  pushErrors: { raiseAt: 10n, clearBelow: 5n, desk: "/figures/pushes", looks: "figure.read", acts: "notification.resend" },
  databaseDisk: { raiseAt: 80n, clearBelow: 75n, desk: "/system", looks: "console.use", acts: "database.keep" },
};

export type FigureValue = { provinceId: string; figure: Watched; value: bigint };
export type ProvinceFigure = FigureValue & { figure: Figure };
type OpenAlarm = { id: string; provinceId: string; figure: Watched };

/** What one look at the figures changes: alarms to open, each with its figure, and ids of those to close. */
export function alarmChanges(values: readonly FigureValue[], open: readonly OpenAlarm[]): { toOpen: FigureValue[]; toClose: string[] } {
  const keyOf = ({ provinceId, figure }: { provinceId: string; figure: Watched }) => `${provinceId}.${figure}`;
  const standing = new Set(open.map(keyOf));
  const valueOf = new Map(values.map((row) => [keyOf(row), row.value]));
  return {
    toOpen: values.filter((row) => row.value >= thresholds[row.figure].raiseAt && !standing.has(keyOf(row))),
    toClose: open.filter((alarm) => (valueOf.get(keyOf(alarm)) ?? 0n) < thresholds[alarm.figure].clearBelow).map(({ id }) => id),
  };
}

type Duty = { roles: readonly string[]; provinceIds: readonly string[] };
/** Whether a duty on the platform is told of a province's figure: it may work it off, there. */
export function isTold({ roles, provinceIds }: Duty, { provinceId, figure }: { provinceId: string; figure: Watched }): boolean {
  return allows(roles, thresholds[figure].acts) && (provinceIds.length === 0 || provinceIds.includes(provinceId));
}
