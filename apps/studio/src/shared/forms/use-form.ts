import { useState } from "react";
import { isProblem } from "../api/problem.ts";
import { useProblemText } from "../api/problem-text.ts";

export type FieldErrors<Values> = Partial<Record<keyof Values & string, string>>;

interface FormOptions<Values> {
  /** What the server holds. It may change while the form is open: fields nobody touched follow. */
  initial: Values;
  /** What is wrong before asking the server, in the reader's words. */
  check?: (values: Values) => FieldErrors<Values>;
  /** `changed` has only what differs from `initial`: whoever sends it overwrites nobody else's change of another field. */
  submit: (values: Values, changed: Partial<Values>) => Promise<unknown>;
  /** JSON pointers of the request that belong to a differently named field: `{ "/secrets/token": "token" }`. */
  pointers?: Readonly<Record<string, keyof Values & string>>;
  /** Problem codes that are about one field: `{ name_taken: "name" }`. */
  codes?: Readonly<Record<string, keyof Values & string>>;
}

/** The state of one form: values, errors beside their fields, one error for the rest, and a submit that cannot run twice. */
export function useForm<Values extends object>({ initial, check, submit, pointers, codes }: FormOptions<Values>) {
  const problemText = useProblemText();
  const [touched, setTouched] = useState<Partial<Values>>({});
  const [errors, setErrors] = useState<FieldErrors<Values>>({});
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const values: Values = { ...initial, ...touched };

  const set = <Key extends keyof Values & string>(key: Key, value: Values[Key]) => {
    setTouched((old) => {
      const next = { ...old, [key]: value };
      // What is as it was is not a change.
      if (value === initial[key]) delete next[key];
      return next;
    });
    setErrors((old) => ({ ...old, [key]: undefined }));
  };

  const show = (error: unknown) => {
    const found: FieldErrors<Values> = {};
    if (isProblem(error)) {
      const field = codes?.[error.code];
      if (field) found[field] = problemText(error);
      for (const { pointer, detail } of error.faults) {
        const name = pointers?.[pointer] ?? pointer.slice(1);
        if (name in values) found[name as keyof Values & string] ??= problemText.fault(detail);
      }
    }
    setErrors(found);
    setFailure(Object.keys(found).length > 0 ? null : problemText(error));
  };

  const run = async () => {
    if (busy) return;
    const wrong = check?.(values) ?? {};
    setErrors(wrong);
    setFailure(null);
    if (Object.values(wrong).some(Boolean)) return;
    setBusy(true);
    try {
      await submit(values, touched);
    } catch (error) {
      show(error);
    } finally {
      setBusy(false);
    }
  };

  return {
    values,
    errors,
    failure,
    busy,
    set,
    /** Starts over with what the server now holds. What was typed while it was being saved stays. */
    reset: () => {
      setTouched((now) => {
        const later = Object.entries(now).filter(([key, value]) => value !== touched[key as keyof Values]);
        return Object.fromEntries(later) as typeof touched;
      });
      setErrors({});
      setFailure(null);
    },
    onSubmit: (event: { preventDefault: () => void }) => {
      event.preventDefault();
      void run();
    },
  };
}
