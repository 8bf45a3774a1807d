/** The one e-mail address in what a customer wrote, its domain in lower case; null when there is none or several. */
export function parseEmailAnswer(text: string): string | null {
  const [word, ...others] = text.split(/[\s,;<>()"']+/).filter((part) => part.includes("@"));
  // An address has at most 254 characters; marks about it may make it longer, but not without end.
  if (word === undefined || others.length > 0 || word.length > 300) return null;
  const address = word.replace(/^mailto:/i, "").replace(/[.!?:]+$/, "");
  if (address.length > 254) return null;
  const [name = "", domain = "", ...more] = address.split("@");
  if (more.length > 0 || !isName(name) || !isDomain(domain)) return null;
  return `${name}@${domain.toLowerCase()}`;
}

const isName = (name: string) =>
  name.length <= 64 && /^[\p{L}\p{N}!#$%&*+/=?^_`{|}~.-]+$/u.test(name) && !/^\.|\.\.|\.$/.test(name);

function isDomain(domain: string): boolean {
  const labels = domain.split(".");
  if (labels.length < 2 || !/^[\p{L}]{2,}$/u.test(labels.at(-1) ?? "")) return false;
  return labels.every((label) => /^[\p{L}\p{N}-]{1,63}$/u.test(label) && !/^-|-$/.test(label));
}
