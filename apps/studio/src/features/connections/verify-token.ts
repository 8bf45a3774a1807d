import { randomId } from "../../shared/ids/random-id.ts";

/** A word that only Meta and this server know; Meta shows it to us once, when the webhook is set. */
export const newVerifyToken = () => randomId(12);
