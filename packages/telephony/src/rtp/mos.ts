/** What the ear meets: one-way delay in ms, share of packets lost or too late (0-1), and the codec. */
export type QualityInput = { delayMs: number; loss: number; codec: "PCMU" | "PCMA" | "opus" };

// Impairment at no loss, and robustness against random loss with concealment (ITU-T G.113 appendix I; Opus by
// published comparisons, as G.113 has no value for it).
const IMPAIRMENT = {
  PCMU: { base: 0, robustness: 25.1 },
  PCMA: { base: 0, robustness: 25.1 },
  opus: { base: 0, robustness: 30 },
};

/** An estimate of the mean opinion score (1 bad to 4.4 as good as a telephone gets) by the E-model, ITU-T G.107. */
export function estimateMos({ delayMs, loss, codec }: QualityInput): number {
  const { base, robustness } = IMPAIRMENT[codec];
  const delayImpairment = 0.024 * delayMs + (delayMs > 177.3 ? 0.11 * (delayMs - 177.3) : 0);
  const percent = loss * 100;
  const lossImpairment = base + (95 - base) * (percent / (percent + robustness));
  const r = Math.max(0, Math.min(93.2, 93.2 - delayImpairment - lossImpairment));
  return 1 + 0.035 * r + 7e-6 * r * (r - 60) * (100 - r);
}
