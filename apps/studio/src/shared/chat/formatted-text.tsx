import { TextLink } from "@prosa/ui";
import { parseFormatting, type TextPiece } from "./parse-formatting.ts";

/** A message's text with its formatting shown. Only elements are made of it, never markup. */
export function FormattedText({ text }: { text: string }) {
  return <Pieces pieces={parseFormatting(text)} />;
}

function Pieces({ pieces }: { pieces: readonly TextPiece[] }) {
  return pieces.map((piece, index) => <Piece key={index} piece={piece} />);
}

function Piece({ piece }: { piece: TextPiece }) {
  switch (piece.look) {
    case "plain":
      return piece.text;
    case "code":
      return <code className="rounded-sm bg-ink/7 px-1 font-mono text-[0.93em]">{piece.text}</code>;
    case "link":
      return (
        <TextLink href={piece.href} rel="noreferrer nofollow" target="_blank">
          {piece.text}
        </TextLink>
      );
    case "bold":
      return (
        <strong>
          <Pieces pieces={piece.pieces} />
        </strong>
      );
    case "italic":
      return (
        <em>
          <Pieces pieces={piece.pieces} />
        </em>
      );
    case "struck":
      return (
        <s>
          <Pieces pieces={piece.pieces} />
        </s>
      );
  }
}
