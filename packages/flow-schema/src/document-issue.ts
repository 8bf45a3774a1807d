/** One thing wrong with the shape of a document. */
export interface DocumentIssue {
  /** JSON pointer into the document (RFC 6901). */
  pointer: string;
  message: string;
}
