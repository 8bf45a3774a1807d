import type { ReactNode } from "react";

/** One entry of a list to choose from. */
export interface Choice<Value extends string = string> {
  value: Value;
  /** The words shown; also what typing searches in. */
  label: string;
  icon?: ReactNode;
  /** Second line in smaller type. */
  description?: string;
  disabled?: boolean;
}

/** Entries under a heading. */
export interface ChoiceGroup<Value extends string = string> {
  label: string;
  options: readonly Choice<Value>[];
}
