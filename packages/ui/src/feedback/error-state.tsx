import { CircleAlert, RotateCw } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "../actions/button.tsx";
import { EmptyState } from "./empty-state.tsx";

export interface ErrorStateProps {
  /** What did not work. */
  title: ReactNode;
  /** What to do; a reference for support. */
  text?: ReactNode;
  /** Both together show the button. */
  retryLabel?: string;
  onRetry?: () => void;
  /** A retry is running. */
  loading?: boolean;
  compact?: boolean;
  className?: string;
}

/** Something could not be shown; offers to try again. Announced at once. */
export function ErrorState({ title, text, retryLabel, onRetry, loading, compact, className }: ErrorStateProps) {
  return (
    <div className={className} role="alert">
      <EmptyState
        action={
          onRetry && retryLabel ? (
            <Button icon={<RotateCw />} loading={loading} onClick={onRetry} size={compact ? "sm" : "md"}>
              {retryLabel}
            </Button>
          ) : null
        }
        compact={compact}
        icon={<CircleAlert className="text-danger-ink" />}
        text={text}
        title={title}
      />
    </div>
  );
}
