export { AudioClip } from "./audio/audio-clip.ts";
export { decodeAudio, encodeOggOpus } from "./audio/audio-pool.ts";
export { DIGITS, type Digit, parseDigits } from "./audio/digit.ts";
export { FRAME_MS, frameSamples, type SampleRate } from "./audio/frame.ts";
export { SoundCache } from "./audio/sound-cache.ts";
export { dtmfTone, type ToneSpec, tone } from "./audio/tones.ts";
export { AudioFormatError, type Pcm, readWav, writeWav } from "./audio/wav.ts";
export { Call } from "./call/call.ts";
export { CallFailed } from "./call/call-failed.ts";
export type { LogEntry, TelephonyLog } from "./call/call-log.ts";
export type { CallOptions, TransferListener } from "./call/call-options.ts";
export type { CallRecord, EndReason } from "./call/call-record.ts";
export type { CallSignalling } from "./call/call-signalling.ts";
export type { GatherOptions, GatherResult } from "./call/gather.ts";
export { type ListenOptions, listen, type Utterance } from "./call/listen.ts";
export type { Playback, PlaybackEnd } from "./call/playback.ts";
export { Recording, type RecordOptions, type RecordResult } from "./call/recording.ts";
export { type SayOptions, say } from "./call/say.ts";
export { type UnderstandOptions, type Understood, understand } from "./call/understand.ts";
export { type Moment, moment } from "./clock/moment.ts";
export {
  type Dialing,
  type DialOptions,
  type IncomingCall,
  SipEndpoint,
  type SipEndpointOptions,
} from "./endpoint/sip-endpoint.ts";
export { AudioRoom } from "./media/audio-room.ts";
export { type AudioSource, ClipSource } from "./media/audio-source.ts";
export { Background } from "./media/background.ts";
export { MediaClock, type MediaClockStats, type MediaTick, type MediaTicks } from "./media/media-clock.ts";
export type { LegStats, MediaLeg } from "./media/media-leg.ts";
export { RoomMember, type RoomPart } from "./media/room-member.ts";
export { VoiceActivity, type VoiceActivityOptions, type VoiceChange } from "./media/voice-activity.ts";
export type { CodecName } from "./sdp/audio-codec.ts";
export type { SrtpPolicy } from "./sdp/audio-negotiation.ts";
export type { RegistrationState } from "./sip/registration.ts";
export type { TlsIdentity } from "./sip/transport/stream-transport.ts";
export type { TrunkOptions } from "./sip/trunk-options.ts";
export { createEspeakSynthesizer, type EspeakOptions } from "./speech/espeak-synthesizer.ts";
export { createOpenAiRecognizer, createOpenAiSynthesizer, type OpenAiSpeechOptions } from "./speech/openai-speech.ts";
export { createPocketsphinxRecognizer, type PocketsphinxOptions } from "./speech/pocketsphinx-recognizer.ts";
export { PromptCache } from "./speech/prompt-cache.ts";
export {
  type RecognitionOptions,
  type RecognitionStream,
  SpeechError,
  type SpeechOptions,
  type SpeechRecognizer,
  type SpeechSynthesizer,
  type Transcript,
} from "./speech/speech-provider.ts";
export { type PartialOptions, withPartials } from "./speech/with-partials.ts";
export {
  type CloudAccount,
  type CloudDialOptions,
  CloudError,
  CloudPhone,
  type CloudScript,
} from "./twiml/cloud-phone.ts";
export { type CloudAnswer, type CloudCallEvent, readGatherAnswer, readStatusCallback } from "./twiml/read-webhook.ts";
export { renderTwiml } from "./twiml/render-twiml.ts";
export { apiBase, type CloudRequest, type Dialect, verifyWebhook } from "./twiml/verify-webhook.ts";
export type {
  DialTarget,
  DialVerb,
  GatherVerb,
  PauseVerb,
  PlayVerb,
  RecordVerb,
  SayVerb,
  VoiceVerb,
} from "./twiml/voice-verb.ts";
export { WebRtcLeg, type WebRtcOptions } from "./webrtc/webrtc-leg.ts";
export { type IncomingWhatsAppCall, WhatsAppPhone, type WhatsAppPhoneOptions } from "./whatsapp/whatsapp-phone.ts";
export type { WhatsAppAction, WhatsAppSession } from "./whatsapp/whatsapp-protocol.ts";
