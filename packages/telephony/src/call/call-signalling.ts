/** What a call can ask of the protocol that carries it. What is absent, the protocol cannot do. */
export type CallSignalling = {
  hangUp: () => void;
  /** Puts the peer on hold, or takes it back. Rejects when the peer refuses. */
  setHold?: (held: boolean) => Promise<void>;
  /** Hands the peer to another party; resolves when the peer has reached it. Rejects when it could not. */
  transfer?: (target: string) => Promise<void>;
  /** The address by which another party takes this call's place at its peer: the target of an attended transfer. */
  replacingAddress?: () => string;
};
