/** Ids and randomness of one turn, the same whenever the turn is played again. */
export interface EventEnv {
  /** A UUIDv7 (RFC 9562): the event's time, then a counter, so that a turn's ids sort in the order they were given. */
  newId(): string;
  /** [0, 1) */
  random(): number;
}

/** Seeded by the event and the session, so that one event given to two sessions gives different ids. */
export function envFromEvent(event: { id: string; at: number }, sessionId: string): EventEnv {
  let next: (() => number) | undefined;
  const random32 = () => {
    next ??= sfc32(hash128(`${event.id}:${sessionId}`));
    return next();
  };
  let count = 0;
  return {
    newId: () => uuid7(event.at, count++, random32),
    random: () => random32() / 4_294_967_296,
  };
}

function uuid7(at: number, count: number, random32: () => number): string {
  const time = Math.max(0, Math.floor(at)).toString(16).padStart(12, "0").slice(-12);
  const [one, two] = [random32(), random32()];
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(count & 0xfff, 3)}-${hex(0x8000 | (one & 0x3fff), 4)}-${hex(
    (two & 0xffff) * 4_294_967_296 + random32(),
    12,
  )}`;
}

const hex = (value: number, width: number) => value.toString(16).padStart(width, "0");

/** A 128-bit hash of a text (cyrb128, public domain): enough to seed with, not meant to keep secrets. */
function hash128(text: string): [number, number, number, number] {
  let [h1, h2, h3, h4] = [1_779_033_703, 3_144_134_277, 1_013_904_242, 2_773_480_762];
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    h1 = h2 ^ Math.imul(h1 ^ code, 597_399_067);
    h2 = h3 ^ Math.imul(h2 ^ code, 2_869_860_233);
    h3 = h4 ^ Math.imul(h3 ^ code, 951_274_213);
    h4 = h1 ^ Math.imul(h4 ^ code, 2_716_044_179);
  }
  h1 = Math.imul(h3 ^ (h1 >>> 18), 597_399_067);
  h2 = Math.imul(h4 ^ (h2 >>> 22), 2_869_860_233);
  h3 = Math.imul(h1 ^ (h3 >>> 17), 951_274_213);
  h4 = Math.imul(h2 ^ (h4 >>> 19), 2_716_044_179);
  return [h1 ^ h2 ^ h3 ^ h4, h2 ^ h1, h3 ^ h1, h4 ^ h1];
}

/** Chris Doty-Humphrey's small fast counting generator (PractRand, public domain). */
function sfc32([seedA, seedB, seedC, seedD]: [number, number, number, number]): () => number {
  let [a, b, c, d] = [seedA, seedB, seedC, seedD];
  return () => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return t >>> 0;
  };
}
