import { setTimeout as wait } from "node:timers/promises";
import { delimiter } from "node:path";
import { dbFor } from "../../../server/db";
import { type SmallDisk } from "../kit/small-disk";
import { type Browser, query, sessionFor, staffBrowser } from "../kit/portal";
import { type Stand } from "../kit/stand";
import { until } from "../kit/crash";

const zx = () => dbFor("ZX");
const NATIONAL = "zhouhang@zx.kdsw.example";
const openAlarms = () => zx().businessAlarm.count({ where: { figure: "databaseDisk", closedAt: null } });
const BANNER = "数据库所在的磁盘快满了";

async function nationalBrowser(stand: Stand): Promise<Browser> {
  const { id } = await zx().staff.findFirstOrThrow({ where: { email: NATIONAL } });
  return sessionFor("ops", { subjectId: id, dutyPlatformId: "ZX" }, stand.domain);
}

/** What people and machines see of the disk now. */
async function seenBy(stand: Stand, national: Browser, clerk: Browser) {
  const page = async ({ cookie }: Browser) => (await stand.at("ops", { path: "/system", headers: { cookie, accept: "text/html" } })).text.includes(BANNER);
  const metrics = (await stand.at("api", { path: "/metrics", headers: { authorization: `Bearer ${stand.env.METRICS_TOKEN}` } })).text;
  const checked = await query<{ parts: { name: string; state: string; fact: number | null }[] }>(stand, national, "console.deepCheck", {});
  return {
    national: await page(national),
    clerk: await page(clerk),
    ratio: Number(/^kdsw_database_disk_used_ratio (\S+)$/m.exec(metrics)?.[1] ?? Number.NaN),
    alarm: /^kdsw_alarm_open\{platform="ZX",province="ZX",figure="databaseDisk"\} (\d)$/m.exec(metrics)?.[1],
    part: checked.data?.parts.find(({ name }) => name === "disk"),
  };
}

/** How often staff were told since an instant: by mail, and in the national group. */
async function toldSince(since: Date, robotId: string): Promise<string> {
  const mails = await zx().notification.findMany({ where: { kind: "alarm.databaseDisk", createdAt: { gte: since } }, select: { recipient: true } });
  const group = await zx().notification.count({ where: { kind: "group.databaseDisk", recipient: robotId, createdAt: { gte: since } } });
  return `${mails.map(({ recipient }) => recipient).join(", ")}; ${group} in the group`;
}

/** Promise 24: the disk of the database has an alarm at 80 %, told once, and over below 75 %. */
export async function diskAlarm(stand: Stand, disk: SmallDisk): Promise<void> {
  const { judge } = stand;
  const looking = { DATABASE_DISK: [disk.folder, `${disk.folder}/absent`].join(delimiter), DISK_WATCH_SECONDS: "1" };
  const since = new Date();
  const robot = await zx().groupRobot.create({ data: { name: "全国值班群", channel: "wecom", sealedKey: "", createdAt: since } });
  const [national, clerk] = [await nationalBrowser(stand), await staffBrowser(stand, "wangli@sd.kdsw.example")];
  await stand.stopWorker();
  await zx().businessAlarm.updateMany({ where: { figure: "databaseDisk", closedAt: null }, data: { closedAt: since } });
  stand.startWorker({ ...looking, DATABASE_DISK: "" });
  disk.fillTo(83);
  await wait(6000);
  const unwatched = await openAlarms();

  await stand.stopWorker();
  disk.fillTo(77);
  stand.startWorker(looking);
  await wait(6000);
  const below = await openAlarms();
  disk.fillTo(83);
  const isOpened = await until(async () => (await openAlarms()) === 1, 15);
  await wait(4000);
  const [told, seen] = [await toldSince(since, robot.id), await seenBy(stand, national, clerk)];
  judge("24 at four fifths of the disk an alarm opens: national staff see it on every page and get one mail, their group one message, a province's clerk is not troubled", isOpened && told === `${NATIONAL}; 1 in the group` && seen.national && !seen.clerk, `open: ${isOpened}; told ${told}; banner for national staff ${seen.national}, for a clerk ${seen.clerk}`);
  judge("24 the same stands in /metrics and on the system page", seen.ratio >= 0.8 && seen.ratio <= 1 && seen.alarm === "1" && seen.part?.state !== "good" && (seen.part?.fact ?? 0) >= 80, `ratio ${seen.ratio}, alarm ${seen.alarm}, part ${seen.part?.state} ${seen.part?.fact} %`);

  disk.fillTo(77);
  await wait(4000);
  const between = await openAlarms();
  disk.free();
  const isClosed = await until(async () => (await openAlarms()) === 0, 15);
  const after = await seenBy(stand, national, clerk);
  const toldInAll = await toldSince(since, robot.id);
  judge("24 the alarm stands until the disk is below 75 %, and closes by itself", between === 1 && isClosed && !after.national && after.alarm === "0" && toldInAll === told, `at 77 % ${between} open; closed: ${isClosed} at ${disk.percent()} %; banner ${after.national}, metrics ${after.alarm}; told ${toldInAll}`);
  judge("24 the attack bites: with nobody to look, and below four fifths, no alarm opens", unwatched === 0 && below === 0, `${unwatched} without a look at 83 %, ${below} at 77 %`);
  await zx().groupRobot.updateMany({ where: { id: robot.id }, data: { removedAt: new Date() } });
  await stand.stopWorker();
  stand.startWorker();
}
