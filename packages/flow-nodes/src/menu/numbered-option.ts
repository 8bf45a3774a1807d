import { foldText } from "@prosa/flow-schema";

type Options = ReadonlyArray<{ id: string; title: string }>;

/**
 * The option a number means; null when it is not clear which, undefined when no number was said. It is the title's that
 * begins with it ("2 pessoas", "08:00"), else a place in the menu; but no place where two titles or more begin with numbers,
 * since "1" is not the first of "2 pessoas", "3 pessoas". "Opção 2" may be either.
 */
export function numberedOption(said: string, options: Options): string | null | undefined {
  const [, word, number] = /^(opcao |opcion |option |numero |number )?(\d{1,3})\s*[).:-]?$/.exec(said) ?? [];
  if (number === undefined) return undefined;
  const numbers = leadingNumbers(options);
  const titled = numbers.filter(({ value }) => value === withoutZeros(number)).map(({ id }) => id);
  const place = options[Number(number) - 1]?.id;
  const placed = place === undefined || (numbers.length > 1 && word === undefined) ? [] : [place];
  const meant = new Set(titled.length === 0 || word !== undefined ? [...titled, ...placed] : titled);
  return meant.size === 1 ? ([...meant][0] ?? null) : null;
}

/** A single ordinal is a name ("2ª via"), several are a choice between numbers ("2º andar", "3º andar"). */
function leadingNumbers(options: Options) {
  const numbers = options.flatMap(({ id, title }) => {
    const [, value, ordinal] = /^(\d+(?:[.,]\d+)*)([ao]\b)?/.exec(foldText(title)) ?? [];
    return value === undefined ? [] : [{ id, value: withoutZeros(value), ordinal: ordinal !== undefined }];
  });
  const ordinals = new Set(numbers.filter(({ ordinal }) => ordinal).map(({ value }) => value));
  return numbers.filter(({ ordinal }) => !ordinal || ordinals.size > 1);
}

const withoutZeros = (digits: string) => digits.replace(/^0+(?=\d)/, "");
