import { z } from "zod";

/**
 * A list inside a node's config: a map keyed by a stable id, each item carrying its place in `order`. Two people who
 * change two items then change two keys, and an exit named after an item's id survives the item's renaming.
 */
export type Keyed<Item> = Record<string, Item & { order: number }>;

/** The zod schema of a {@link Keyed} list of `item`, with at most `max` items. */
export function keyed<Shape extends z.ZodRawShape>(item: z.ZodObject<Shape>, max = 100) {
  return z
    .record(z.string().regex(/^(?!__proto__$)[A-Za-z0-9_-]{1,64}$/), item.extend({ order: z.number() }))
    .refine((map) => Object.keys(map).length <= max, { error: `at most ${max} items` })
    .meta({ maxItems: max });
}

/** The items in their order (ties by id), each with its id. */
export function inOrder<Item extends { order: number }>(map: Record<string, Item>): Array<Item & { id: string }> {
  return Object.entries(map)
    .map(([id, item]) => ({ ...item, id }))
    .sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
}
