/** Plays two short notes and shows a notification, where the browser lets us. */
export function soundAlert(text: string): void {
  play();
  if (!("Notification" in window) || Notification.permission !== "granted") return;
  // One at a time: the next takes its place, and the system does not fill up.
  const notification = new Notification(text, { tag: "prosa", icon: "/prosa.svg", silent: true });
  notification.onclick = () => {
    window.focus();
    notification.close();
  };
}

let audio: AudioContext | undefined;

/** A soft rising pair, a quarter of a second long. */
function play(): void {
  audio ??= new AudioContext();
  // Browsers begin silent until the page was pressed once.
  void audio.resume();
  for (const [i, pitch] of [660, 880].entries()) {
    const start = audio.currentTime + i * 0.12;
    const note = audio.createOscillator();
    const volume = audio.createGain();
    note.frequency.value = pitch;
    volume.gain.setValueAtTime(0, start);
    volume.gain.linearRampToValueAtTime(0.12, start + 0.015);
    volume.gain.exponentialRampToValueAtTime(0.001, start + 0.13);
    note.connect(volume).connect(audio.destination);
    note.start(start);
    note.stop(start + 0.14);
  }
}
