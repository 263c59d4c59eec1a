import { useState } from "preact/hooks";
import { words } from "../../words.js";
import { createLatest } from "./create-latest.js";
import { FieldNotes } from "./form-fields.js";
import type { Named } from "./limits-draft.js";

interface NamesFieldProps {
  readonly id: string;
  readonly label: string;
  readonly code: string;
  readonly problems: readonly string[];
  readonly hint?: string | undefined;
  readonly names: readonly Named[];
  readonly search: (text: string) => Promise<readonly Named[]>;
  readonly onNames: (names: readonly Named[]) => void;
}

/** People or departments by name: those that are chosen, and a box that finds more. */
export function NamesField(props: NamesFieldProps) {
  const { id, label, code, problems, hint, names, onNames } = props;
  const remove = (gone: Named): void => {
    onNames(names.filter((each) => each.id !== gone.id));
    document.getElementById(id)?.focus();
  };
  return (
    <div class="field wide">
      <label for={id}>
        {label} <code>{code}</code>
      </label>
      <div class="names">
        {names.map((each) => (
          <span key={each.id} class="chip" title={each.hint}>
            <span class="chip-name">{each.name}</span>
            <button
              type="button"
              aria-label={words.value.rooms.remove(each.name)}
              onClick={() => remove(each)}
            >
              <svg viewBox="0 0 10 10" width="10" height="10" aria-hidden="true">
                <path d="M2 2 L8 8 M8 2 L2 8" />
              </svg>
            </button>
          </span>
        ))}
        <NameBox {...props} />
      </div>
      <FieldNotes id={id} problems={problems} hint={hint} />
    </div>
  );
}

function NameBox({ id, label, problems, names, search, onNames }: NamesFieldProps) {
  const [text, setText] = useState("");
  const [options, setOptions] = useState<readonly Named[] | undefined>(undefined);
  const [active, setActive] = useState(0);
  const [latest] = useState(() => createLatest(() => setOptions(undefined)));
  const w = words.value.rooms;
  const taken = new Set(names.map((each) => each.id));
  const shown = options?.filter((each) => !taken.has(each.id));
  const isOpen = shown !== undefined;

  function look(wanted: string): void {
    const take = (found: readonly Named[]): void => {
      setOptions(found);
      setActive(0);
    };
    latest.ask(() => search(wanted), take, wanted === "" ? 0 : 120);
  }
  function close(): void {
    latest.drop();
    setOptions(undefined);
  }
  function add(chosen: Named | undefined): void {
    if (!chosen) return;
    onNames([...names, chosen]);
    setText("");
    close();
  }
  function onKeyDown(event: KeyboardEvent): void {
    const last = (shown?.length ?? 0) - 1;
    const moves: Readonly<Record<string, () => void>> = {
      ArrowDown: () => (isOpen ? setActive(Math.min(last, active + 1)) : look(text)),
      ArrowUp: () => setActive(Math.max(0, active - 1)),
      // Never the form's: nobody saves by choosing a name.
      Enter: () => add(shown?.[active]),
      ...(isOpen && { Escape: close }),
      ...(text === "" && names.length > 0 && { Backspace: () => onNames(names.slice(0, -1)) }),
    };
    const move = moves[event.key];
    // Enter also ends the writing of a Chinese word, and chooses nothing then.
    if (!move || event.isComposing) return;
    event.preventDefault();
    move();
  }

  return (
    <span class="name-box">
      <input
        id={id}
        role="combobox"
        aria-expanded={isOpen}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={shown?.[active] ? `${id}-${active}` : undefined}
        aria-invalid={problems.length > 0}
        aria-describedby={`${id}-notes`}
        autocomplete="off"
        maxLength={200}
        placeholder={w.add}
        value={text}
        onInput={({ currentTarget }) => {
          setText(currentTarget.value);
          look(currentTarget.value);
        }}
        onClick={() => isOpen || look(text)}
        onBlur={close}
        onKeyDown={onKeyDown}
      />
      <div id={`${id}-list`} role="listbox" aria-label={label} class="options" hidden={!isOpen}>
        {shown?.map((each, index) => (
          <div
            key={each.id}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === active}
            // Before the box loses the focus.
            onMouseDown={(event) => {
              event.preventDefault();
              add(each);
            }}
          >
            {each.name} <span class="faint">{each.hint}</span>
          </div>
        ))}
        {shown?.length === 0 && (
          <div role="option" aria-selected={false} aria-disabled="true" class="faint">
            {w.nobodyFound}
          </div>
        )}
      </div>
    </span>
  );
}
