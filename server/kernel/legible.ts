const letters = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

/** Letters and digits of which none is mistaken for another (no 0 O, 1 I L), one for each random byte. */
export const legible = (random: Uint8Array): string => Array.from(random, (byte) => letters.charAt(byte % letters.length)).join("");
