/** What a type's own function answers, or `otherwise` when it throws: a mistake of a third party's is no crash of ours. */
export function safely<Answer>(ask: () => Answer, otherwise: Answer): Answer {
  try {
    return ask();
  } catch {
    return otherwise; // its config is refused or its run fails, which says so by itself
  }
}
