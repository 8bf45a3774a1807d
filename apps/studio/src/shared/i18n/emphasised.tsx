/** A text whose `<b>…</b>` are shown bold. Anything else in it is words: a name cannot smuggle markup in. */
export function Emphasised({ text }: { text: string }) {
  return text.split(/<b>(.*?)<\/b>/).map((part, index) => {
    const key = `${index} ${part}`;
    return index % 2 ? <b key={key}>{part}</b> : <span key={key}>{part}</span>;
  });
}
