import { useState } from "preact/hooks";
import { words } from "../words.js";

interface CopyButtonProps {
  /** What is copied; a promise where it has to be asked for. */
  readonly text: () => string | Promise<string>;
  readonly label?: string;
  readonly onProblem?: (error: unknown) => void;
}

/** Copies a text and says so for a moment. */
export function CopyButton({ text, label, onProblem }: CopyButtonProps) {
  const [said, setSaid] = useState<"copied" | "notCopied" | undefined>(undefined);
  const w = words.value.deliveries.actions;
  async function copy() {
    try {
      const got = await text();
      await navigator.clipboard.writeText(got).then(
        () => setSaid("copied"),
        () => setSaid("notCopied"),
      );
      setTimeout(() => setSaid(undefined), 2_000);
    } catch (error) {
      onProblem?.(error);
    }
  }
  return (
    <span class="copy">
      <button type="button" onClick={() => void copy()}>
        {label ?? w.copy}
      </button>
      <span role="status" class="faint">
        {said && w[said]}
      </span>
    </span>
  );
}
