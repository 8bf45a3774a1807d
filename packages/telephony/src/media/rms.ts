/** How loud a frame is: its root mean square, in 16-bit units. */
export function rms(frame: Int16Array): number {
  let sum = 0;
  // Every call asks several times a frame, and an iterator takes three times as long.
  for (let i = 0; i < frame.length; i++) sum += (frame[i] as number) * (frame[i] as number);
  return Math.sqrt(sum / frame.length);
}
