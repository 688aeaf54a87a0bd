import { Gauge, Registry } from "prom-client";
import { sameText } from "../crypto";
import { env } from "../env";
import { log } from "../log";
import { databaseDiskPercent } from "../platforms/disk.service";
import { NATIONAL_SCOPE, platformIds } from "../platforms/province.rules";
import { systemScope } from "../scope";
import { hasDiskAlarm } from "./alarm.service";
import { type Figure, type ProvinceFigure, type Watched, figures, thresholds } from "./figure.rules";
import { figuresOf } from "./figure.service";

const meters: Readonly<Record<Figure, { name: string; help: string; factor: number }>> = {
  ordersWaiting: { name: "kdsw_orders_waiting", help: "Orders that wait for a review", factor: 1 },
  oldestReview: { name: "kdsw_oldest_review_working_seconds", help: "Working time that the oldest open review has waited", factor: 60 },
  failedOpens: { name: "kdsw_failed_opens", help: "Openings that need a person, or were refused within 24 hours", factor: 1 },
  unsettledFen: { name: "kdsw_unsettled_fen", help: "Overdue and unpaid on published bills, in fen", factor: 1 },
  pushErrors: { name: "kdsw_push_errors", help: "Messages of 7 days that did not arrive, and messages to 97 and billing that stay unacknowledged", factor: 1 },
};

/** True for a caller who says the configured token; nobody is while none is configured. */
export function mayScrape(authorization: string | null): boolean {
  const { METRICS_TOKEN } = env();
  return METRICS_TOKEN !== "" && authorization !== null && sameText(authorization, `Bearer ${METRICS_TOKEN}`);
}

type Reading = { values: ProvinceFigure[]; open: { provinceId: string; figure: Watched }[] };

async function readPlatform(platformId: string): Promise<Reading | null> {
  try {
    const scope = await systemScope(platformId);
    const values = await figuresOf(scope.db, { platformId, provinces: [], now: scope.now() });
    return { values, open: await scope.db.businessAlarm.findMany({ where: { closedAt: null }, select: { provinceId: true, figure: true } }) };
  } catch (error) {
    log.warn({ platformId, message: String((error as Error).message) }, "the figures of a platform could not be read");
    return null;
  }
}

/** Every platform's, a few at a time: connections to all at once would make each other late. */
async function readAll(): Promise<Map<string, Reading | null>> {
  const [readings, rest] = [new Map<string, Reading | null>(), platformIds()];
  await Promise.all(Array.from({ length: 4 }, async () => {
    for (let platformId = rest.shift(); platformId !== undefined; platformId = rest.shift()) readings.set(platformId, await readPlatform(platformId));
  }));
  return readings;
}

/** The disk of a database on this machine, asked now; whether its alarm stands only the database knows. */
async function readDisk(): Promise<{ percent: number; isOpen: boolean } | null> {
  const percent = await databaseDiskPercent();
  return percent === null ? null : { percent, isOpen: await hasDiskAlarm().catch(() => percent >= Number(thresholds.databaseDisk.raiseAt)) };
}

/**
 * SY2: every platform's figures by province, read now, in the Prometheus text format, and no company's own; and how full the disk of the database is (promise 24). A platform whose
 * database does not answer is down in it, and missing otherwise.
 */
export async function metricsText(): Promise<{ contentType: string; text: string }> {
  const registry = new Registry();
  const labelNames = ["platform", "province"] as const;
  const gauges = Object.fromEntries(figures.map((figure) => [figure, new Gauge({ ...meters[figure], labelNames, registers: [registry] })])) as Record<Figure, Gauge<(typeof labelNames)[number]>>;
  const alarms = new Gauge({ name: "kdsw_alarm_open", help: "1 while the figure's alarm is open", labelNames: [...labelNames, "figure"], registers: [registry] });
  const up = new Gauge({ name: "kdsw_platform_up", help: "1 when the platform's figures could be read", labelNames: ["platform"], registers: [registry] });
  const disk = await readDisk();
  if (disk) {
    new Gauge({ name: "kdsw_database_disk_used_ratio", help: "Used part of the fullest disk that holds the database, where that is on this machine", registers: [registry] }).set(disk.percent / 100);
    alarms.set({ platform: NATIONAL_SCOPE, province: NATIONAL_SCOPE, figure: "databaseDisk" }, disk.isOpen ? 1 : 0);
  }
  for (const [platform, reading] of await readAll()) {
    up.set({ platform }, reading ? 1 : 0);
    for (const { provinceId: province, figure, value } of reading?.values ?? []) {
      gauges[figure].set({ platform, province }, Number(value) * meters[figure].factor);
      alarms.set({ platform, province, figure }, 0);
    }
    for (const { provinceId: province, figure } of reading?.open ?? []) alarms.set({ platform, province, figure }, 1);
  }
  return { contentType: registry.contentType, text: await registry.metrics() };
}
