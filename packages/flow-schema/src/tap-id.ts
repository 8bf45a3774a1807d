const mark = "tap:";

/**
 * What comes back when the customer taps an option a node showed: unique in its flow, and not to be taken for the payload
 * of a template's quick reply, which authors choose.
 */
export const tapId = (node: string, option: string): string => `${mark}${node}:${option}`;

/** Whether this is the id of an option some node showed. One that is not the asking node's own answers another question. */
export const isTapId = (id: string): boolean => id.startsWith(mark);
