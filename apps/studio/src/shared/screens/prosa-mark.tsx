/** Prosa's mark: a P that is a speech bubble. Takes the accent of the theme. */
export function ProsaMark({ size = 28 }: { size?: number }) {
  return (
    <svg aria-hidden height={size} viewBox="0 0 28 28" width={size}>
      <rect fill="var(--accent)" height="28" rx="8" width="28" />
      <path
        d="M8 19.8V12.5A4.7 4.7 0 0 1 12.7 7.8h2.6a4.7 4.7 0 0 1 0 9.4H11z"
        fill="none"
        stroke="var(--accent-ink)"
        strokeLinejoin="round"
        strokeWidth="2"
      />
      <path d="M12.2 12.5h3.6" stroke="var(--accent-ink)" strokeLinecap="round" strokeWidth="2" />
    </svg>
  );
}
