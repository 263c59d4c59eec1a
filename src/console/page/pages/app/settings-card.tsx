import type { AppView } from "../../../console-state.js";
import { type Permission, permissions } from "../../../../event/permissions.js";
import { call } from "../../call.js";
import { words } from "../../words.js";
import { Problem } from "./problem.js";
import { useAction } from "./use-action.js";

/** Those that decide whether the event comes, and with which fields. */
const ofTheEvent: readonly Permission[] = permissions.slice(0, 3);
const others: readonly Permission[] = permissions.slice(3);

/** What the app may do, what it is subscribed to, and what kind of app it is. */
export function SettingsCard({ app }: { readonly app: AppView }) {
  const w = words.value.app;
  const { problem, run } = useAction();
  const change = (settings: object): void =>
    run(() => call("POST", `/apps/${app.appId}/settings`, settings));

  const grant = (permission: Permission, isGranted: boolean): void => {
    const rest = app.permissions.filter((each) => each !== permission);
    change({ permissions: isGranted ? [...rest, permission] : rest });
  };
  const box = (permission: Permission) => (
    <Box
      key={permission}
      isChecked={app.permissions.includes(permission)}
      change={(isGranted) => grant(permission, isGranted)}
    >
      <code>{permission}</code> {w.permissionName[permission]}
    </Box>
  );
  const granted = others.filter((permission) => app.permissions.includes(permission)).length;
  const canReceive = ["vc:room", "vc:room:readonly"].some((each) =>
    app.permissions.includes(each as Permission),
  );

  return (
    <section class="card" aria-labelledby="settings">
      <h3 id="settings">{w.permissions}</h3>
      {ofTheEvent.map(box)}
      {!canReceive && <p class="problem">{w.noEvent}</p>}
      <details>
        <summary>{w.otherPermissions(granted, others.length)}</summary>
        <div class="app-permissions">{others.map(box)}</div>
      </details>
      <h3 class="app-next">{w.event}</h3>
      <Box isChecked={app.isSubscribed} change={(isSubscribed) => change({ isSubscribed })}>
        {w.subscribed}
      </Box>
      <fieldset class="app-next">
        <legend>{w.kind}</legend>
        {(["custom", "store"] as const).map((type) => (
          <label key={type} class="app-box">
            <input
              type="radio"
              name="type"
              checked={app.type === type}
              onChange={() => change({ type })}
            />
            <span>{w[type]}</span>
          </label>
        ))}
      </fieldset>
      <Problem problem={problem} />
    </section>
  );
}

interface BoxProps {
  readonly isChecked: boolean;
  readonly change: (isChecked: boolean) => void;
  readonly children: preact.ComponentChildren;
}

const Box = ({ isChecked, change, children }: BoxProps) => (
  <label class="app-box">
    <input
      type="checkbox"
      checked={isChecked}
      onChange={({ currentTarget }) => change(currentTarget.checked)}
    />
    <span>{children}</span>
  </label>
);
