/** The width of a text in the cards' 13 px type. */
type Measure = (text: string) => number;

const widths = new Map<string, number>();
let context: CanvasRenderingContext2D | null | undefined;

/** How many lines a text takes in a box of this width, before it has ever been drawn. */
export function measureLines(text: string, width: number, measure: Measure = measureInCanvas): number {
  let lines = 0;
  for (const paragraph of text.split("\n")) {
    let used = 0;
    lines += 1;
    for (const word of paragraph.split(/(?<=\s)/)) {
      const wide = measure(word);
      if (used > 0 && used + measure(word.trimEnd()) > width) {
        lines += 1;
        used = 0;
      }
      if (wide > width) lines += Math.floor(wide / width);
      used += wide % width;
    }
  }
  return lines;
}

function measureInCanvas(text: string): number {
  const kept = widths.get(text);
  if (kept !== undefined) return kept;
  if (context === undefined) {
    context = typeof document === "undefined" ? null : document.createElement("canvas").getContext("2d");
    if (context) context.font = '420 13px "Inter Variable", Inter, system-ui, sans-serif';
  }
  const width = context ? context.measureText(text).width : text.length * 6.6;
  if (widths.size > 20_000) widths.clear();
  widths.set(text, width);
  return width;
}
