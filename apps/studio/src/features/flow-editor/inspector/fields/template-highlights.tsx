/** Paints a violet chip over each `{{…}}` of the textarea underneath: the same text, unseen, in the same place. */
export function TemplateHighlights({ text, scroll }: { text: string; scroll: number }) {
  return (
    <div aria-hidden className="pointer-events-none absolute inset-0 overflow-hidden">
      <div
        className="wrap-anywhere whitespace-pre-wrap px-2.5 py-1.5 text-base text-transparent leading-5 pointer-coarse:text-[16px]"
        style={{ transform: `translateY(${-scroll}px)` }}
      >
        {text.split(/(\{\{[^{}\n]*\}\})/).map((piece, index) => {
          // Pieces have no identity of their own: their place is their key.
          const key = `${index}`;
          return index % 2 === 1 ? (
            <span className="rounded-[4px] bg-[color-mix(in_oklab,var(--cat-question)_22%,transparent)]" key={key}>
              {piece}
            </span>
          ) : (
            <span key={key}>{piece}</span>
          );
        })}
      </div>
    </div>
  );
}
