import type { ComponentChildren } from "preact";
import { movedTime } from "./day-time.js";

interface FieldProps {
  readonly id: string;
  readonly label: string;
  /** The platform's own name for it. */
  readonly code: string;
  readonly problems: readonly string[];
  readonly hint?: string | undefined;
  readonly children: ComponentChildren;
}

/** A control with its name, and what is wrong with it right below. */
export function Field({ id, label, code, problems, hint, children }: FieldProps) {
  return (
    <div class="field">
      <label for={id}>
        {label} <code>{code}</code>
      </label>
      {children}
      <FieldNotes id={id} problems={problems} hint={hint} />
    </div>
  );
}

export function FieldNotes({ id, problems, hint }: Pick<FieldProps, "id" | "problems" | "hint">) {
  return (
    <div id={`${id}-notes`} aria-live="polite">
      {problems.map((text) => (
        <p key={text} class="problem">
          {text}
        </p>
      ))}
      {hint !== undefined && problems.length === 0 && <p class="hint">{hint}</p>}
    </div>
  );
}

interface TypedProps extends Omit<FieldProps, "children"> {
  readonly value: string;
  readonly placeholder: string;
  readonly onValue: (value: string) => void;
}

/** A number as it is typed: the server says what is wrong with it. */
export function NumberField({ value, placeholder, onValue, ...field }: TypedProps) {
  return (
    <Field {...field}>
      <input
        id={field.id}
        class="short"
        inputMode="decimal"
        autocomplete="off"
        value={value}
        placeholder={placeholder}
        aria-invalid={field.problems.length > 0}
        aria-describedby={`${field.id}-notes`}
        onInput={({ currentTarget }) => onValue(currentTarget.value)}
      />
    </Field>
  );
}

/** A time of the day. It may be 24:00, which the browser's own input cannot say. */
export function TimeField({ value, placeholder, onValue, ...field }: TypedProps) {
  const step = (event: KeyboardEvent): void => {
    const minutes = { ArrowUp: 30, ArrowDown: -30 }[event.key];
    if (minutes === undefined) return;
    event.preventDefault();
    onValue(movedTime(value, minutes));
  };
  return (
    <Field {...field}>
      <input
        id={field.id}
        class="short"
        inputMode="numeric"
        autocomplete="off"
        maxLength={12}
        value={value}
        placeholder={placeholder}
        aria-invalid={field.problems.length > 0}
        aria-describedby={`${field.id}-notes`}
        onInput={({ currentTarget }) => onValue(currentTarget.value)}
        onKeyDown={step}
      />
    </Field>
  );
}

interface SwitchProps {
  readonly id: string;
  readonly label: string;
  readonly code: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}

export function Switch({ id, label, code, isOn, onChange }: SwitchProps) {
  return (
    <label class="switch" for={id}>
      <input
        id={id}
        type="checkbox"
        role="switch"
        checked={isOn}
        onChange={({ currentTarget }) => onChange(currentTarget.checked)}
      />
      <span>
        {label} <code>{code}</code>
      </span>
    </label>
  );
}
