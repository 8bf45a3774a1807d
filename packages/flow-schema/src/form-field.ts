import type { Json } from "./json.ts";

/**
 * One input of a node's form, derived from its `config` schema, as plain data.
 * - `text`, `number`, `switch` (yes/no), `select` (one of `values`): by the schema's own type;
 * - `list`: a keyed list; `fields` are those of one item; `group`: an object with `fields`;
 * - `variants`: one of several shapes, told apart by the property `discriminator`; each variant has `fields`;
 * - `strings`: a plain list of short texts; `map`: a record of texts; `json`: anything else.
 */
export type FormFieldKind =
  | "text"
  | "number"
  | "switch"
  | "select"
  | "list"
  | "group"
  | "variants"
  | "strings"
  | "map"
  | "json";

export interface FormField {
  kind: FormFieldKind;
  /** The property's name in its object. */
  name: string;
  /** Config path without item ids, e.g. `options.title`: the key of its words in `ui.text[locale].fields` and `.options`. */
  path: string;
  /** The schema's `.meta({ field })`: which input serves best (see defineNode). */
  field?: string;
  /** False: the key may be left out. */
  required: boolean;
  nullable: boolean;
  default?: Json;
  /** Bounds of a number, of a text's length, or of a list's items. */
  min?: number;
  max?: number;
  integer?: boolean;
  /** Values of a `select`, in their order. */
  values?: Array<string | number>;
  fields?: FormField[];
  discriminator?: string;
  variants?: Array<{ value: string; fields: FormField[] }>;
  /** Shown only while a sibling property has one of these values (the schema's `.meta({ when })`). */
  when?: { name: string; is: Json[] };
}
