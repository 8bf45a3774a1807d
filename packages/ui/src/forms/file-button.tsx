import { type ReactNode, useRef } from "react";
import { Button, type ButtonProps } from "../actions/button.tsx";

export interface FileButtonProps extends Omit<ButtonProps, "onClick"> {
  /** File types, as in the `accept` attribute. */
  accept?: string;
  multiple?: boolean;
  onFiles: (files: File[]) => void;
  children: ReactNode;
}

/** A button that opens the file picker. */
export function FileButton({ accept, multiple, onFiles, children, ...props }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button {...props} onClick={() => input.current?.click()}>
        {children}
      </Button>
      <input
        accept={accept}
        aria-hidden
        className="sr-only"
        multiple={multiple}
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          event.currentTarget.value = ""; // the same file can be picked again
          if (files.length) onFiles(files);
        }}
        ref={input}
        tabIndex={-1}
        type="file"
      />
    </>
  );
}
