/** The two companding laws of ITU-T G.711: one byte a sample at 8000 Hz. */
export type G711Law = "PCMU" | "PCMA";

/** Decodes bytes to 16-bit samples. */
export function decodeG711(bytes: Uint8Array, law: G711Law): Int16Array {
  const table = DECODE[law];
  const samples = new Int16Array(bytes.length);
  for (let i = 0; i < bytes.length; i++) samples[i] = table[bytes[i] as number] as number;
  return samples;
}

/** Encodes 16-bit samples. */
export function encodeG711(samples: Int16Array, law: G711Law): Uint8Array {
  const table = ENCODE[law];
  const bytes = Buffer.allocUnsafe(samples.length);
  for (let i = 0; i < samples.length; i++) bytes[i] = table[(samples[i] as number) & 0xffff] as number;
  return bytes;
}

const DECODE: Record<G711Law, Int16Array> = { PCMU: decodeTable(muLawSample), PCMA: decodeTable(aLawSample) };
const ENCODE: Record<G711Law, Uint8Array> = { PCMU: encodeTable(DECODE.PCMU), PCMA: encodeTable(DECODE.PCMA) };

function muLawSample(code: number): number {
  const inverted = ~code & 0xff;
  const magnitude = ((((inverted & 0x0f) << 3) + 0x84) << ((inverted & 0x70) >> 4)) - 0x84;
  return inverted & 0x80 ? -magnitude : magnitude;
}

function aLawSample(code: number): number {
  const toggled = code ^ 0x55;
  const exponent = (toggled & 0x70) >> 4;
  const mantissa = ((toggled & 0x0f) << 4) + 8;
  const magnitude = exponent === 0 ? mantissa : (mantissa + 0x100) << (exponent - 1);
  return toggled & 0x80 ? magnitude : -magnitude;
}

function decodeTable(decode: (code: number) => number): Int16Array {
  return Int16Array.from({ length: 256 }, (_, code) => decode(code));
}

// For every 16-bit sample the code whose decoded value is nearest: no error of rounding can creep in.
function encodeTable(decoded: Int16Array): Uint8Array {
  const codes = Array.from(decoded, (value, code) => ({ value, code })).sort(
    (a, b) => a.value - b.value || a.code - b.code,
  );
  const table = new Uint8Array(65_536);
  let at = 0;
  for (let sample = -32_768; sample < 32_768; sample++) {
    const distance = (index: number) => Math.abs((codes[index]?.value ?? Number.POSITIVE_INFINITY) - sample);
    while (at < 255 && distance(at + 1) <= distance(at)) at++;
    table[sample & 0xffff] = codes[at]?.code ?? 0;
  }
  return table;
}
