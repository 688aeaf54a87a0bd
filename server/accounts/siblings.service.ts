import type { Reader } from "../db";

type Except = { childId?: string; joinId?: string };

/**
 * How many accounts have a place under a parent: those that 97 is opening, those whose agreed joining waits for its edge, and living children,
 * read in this order, since one becomes the next, so that none that goes on in between is missed.
 */
async function places(db: Reader, where: { parentId: string; label?: string }, { childId, joinId }: Except): Promise<number> {
  const openings = await db.accountOpening.count({ where: { ...where, state: "at97" } });
  const joins = await db.relationshipChange.count({ where: { ...where, kind: "join", state: "scheduled", ...(joinId === undefined ? {} : { id: { not: joinId } }) } });
  return openings + joins + (await db.customer.count({ where: { ...where, state: { notIn: ["closed", "purged"] }, ...(childId === undefined ? {} : { id: { not: childId } }) } }));
}

/** PC3: how many children a parent has or is about to have; ask under a lock of its row where it is to hold. */
export const childrenUnder = (db: Reader, parentId: string, except: Except = {}): Promise<number> => places(db, { parentId }, except);

/** Whether a parent calls another one so already, or has promised to; ask under a lock of its row where it is to hold. */
export const isLabelTaken = async (db: Reader, { parentId, label }: { parentId: string; label: string }, except: Except = {}): Promise<boolean> => (await places(db, { parentId, label }, except)) > 0;
