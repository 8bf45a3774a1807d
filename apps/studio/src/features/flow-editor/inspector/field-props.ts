import type { FormField, Json } from "@prosa/flow-schema";
import type { ComponentType } from "react";
import type { NodeWords } from "./words.ts";

/** What every input of a derived form is given. */
export interface FieldProps {
  field: FormField;
  value: Json | undefined;
  /** Where the value stands in the node's config: a JSON pointer. */
  pointer: string;
  words: NodeWords;
  /** `undefined` removes the key. */
  onChange: (value: Json | undefined) => void;
  /** Writes several keys of the same object as one edit: for an input that fills in its neighbours. */
  onSiblings: (values: Record<string, Json>) => void;
  /** Draws the fields of an object inside: handed down, since inputs and lists of inputs need each other. */
  nested: ComponentType<FieldListProps>;
}

/** What the fields of one object are given. */
export interface FieldListProps {
  fields: readonly FormField[];
  value: Record<string, Json>;
  pointer: string;
  words: NodeWords;
  onChange: (values: Record<string, Json | undefined>) => void;
}

export const textOf = (value: Json | undefined): string => (typeof value === "string" ? value : "");
