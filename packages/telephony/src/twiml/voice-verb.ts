/** How somebody is asked for keys or words. Times in seconds; without an answer the next verb follows. */
export type GatherVerb = {
  verb: "gather";
  /** Where the answer goes (`Digits`, `SpeechResult`). */
  action: string;
  input?: ("dtmf" | "speech")[];
  numDigits?: number;
  /** Empty for none. */
  finishOnKey?: string;
  timeout?: number;
  speechTimeout?: number | "auto";
  hints?: string[];
  language?: string;
  bargeIn?: boolean;
  actionOnEmptyResult?: boolean;
  /** What is said or played while waiting. */
  prompt?: (SayVerb | PlayVerb | PauseVerb)[];
};

export type SayVerb = { verb: "say"; text: string; language?: string; voice?: string; loop?: number };

/** An audio file, or keys to press. */
export type PlayVerb = { verb: "play"; url: string; loop?: number } | { verb: "play"; digits: string };

export type PauseVerb = { verb: "pause"; seconds: number };

export type RecordVerb = {
  verb: "record";
  action: string;
  maxLength?: number;
  timeout?: number;
  finishOnKey?: string;
  playBeep?: boolean;
  trim?: "trim-silence" | "do-not-trim";
};

/** Who is connected: a number, a SIP address, a browser client, the people in a room, or those waiting in a queue. */
export type DialTarget =
  | { kind: "number"; number: string }
  | { kind: "sip"; uri: string; username?: string; password?: string }
  | { kind: "client"; identity: string }
  | {
      kind: "conference";
      room: string;
      muted?: boolean;
      startOnEnter?: boolean;
      endOnExit?: boolean;
      beep?: boolean;
      waitUrl?: string;
      coach?: string;
    }
  | { kind: "queue"; name: string };

export type DialVerb = {
  verb: "dial";
  to: DialTarget[];
  action?: string;
  timeout?: number;
  timeLimit?: number;
  callerId?: string;
  answerOnBridge?: boolean;
  hangupOnStar?: boolean;
};

/** What a call does, in the words that Twilio-dialect clouds share. */
export type VoiceVerb =
  | SayVerb
  | PlayVerb
  | PauseVerb
  | GatherVerb
  | RecordVerb
  | DialVerb
  | { verb: "enqueue"; name: string; action?: string; waitUrl?: string }
  | { verb: "stream"; url: string; parameters?: Record<string, string> }
  | { verb: "refer"; to: string; action?: string }
  | { verb: "redirect"; url: string }
  | { verb: "reject"; reason: "busy" | "rejected" }
  | { verb: "leave" }
  | { verb: "hangup" };
