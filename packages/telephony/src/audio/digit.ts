/** The sixteen keys of a telephone, in the order of RFC 4733 event numbers. */
export const DIGITS = "0123456789*#ABCD";

export type Digit = "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "*" | "#" | "A" | "B" | "C" | "D";

/** The digit of an RFC 4733 event, or undefined for other events. */
export function digitOfEvent(event: number): Digit | undefined {
  return DIGITS[event] as Digit | undefined;
}

/** The digits of a text; throws RangeError at any other character. */
export function parseDigits(text: string): Digit[] {
  return Array.from(text.toUpperCase()).map((char) => {
    if (!DIGITS.includes(char)) throw new RangeError(`not a telephone key: ${char}`);
    return char as Digit;
  });
}

/** The two tones of each key in Hz (ITU-T Q.23). */
export const LOW_TONES = [697, 770, 852, 941] as const;
export const HIGH_TONES = [1209, 1336, 1477, 1633] as const;

/** The keys by row (low tone) and column (high tone). */
export const KEYPAD = ["123A", "456B", "789C", "*0#D"] as const;
