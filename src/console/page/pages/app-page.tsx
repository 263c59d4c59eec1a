import type { AppView } from "../../console-state.js";
import { state } from "../live.js";
import { hashOf, route } from "../route.js";
import { words } from "../words.js";
import "./app/app.css";
import { ConnectionsCard } from "./app/connections-card.js";
import { KeysCard } from "./app/keys-card.js";
import { ReceiverCard } from "./app/receiver-card.js";
import { RequestUrlCard } from "./app/request-url-card.js";
import { SettingsCard } from "./app/settings-card.js";

/** An app as its owner sees it in the developer console, and the receiver of its events. */
export function AppPage() {
  const w = words.value.app;
  const { apps = [], receiver, connections = [], url = "" } = state.value ?? {};
  const app = apps.find(({ appId }) => appId === route.value.id) ?? apps[0];
  if (!app || !receiver) return <h2>{w.title}</h2>;
  return (
    <>
      <h2>{w.title}</h2>
      {apps.length > 1 && <Tabs apps={apps} chosen={app} />}
      <p class="row">
        <strong>{app.name}</strong>
        <code>{app.appId}</code>
        <span class="badge">{w[app.type]}</span>
      </p>
      <div class="app-grid">
        <div>
          <RequestUrlCard app={app} />
          <ReceiverCard receiver={receiver} />
          <ConnectionsCard
            connections={connections.filter(({ appId }) => appId === app.appId)}
            domain={url}
          />
        </div>
        <div>
          <KeysCard app={app} />
          <SettingsCard app={app} />
        </div>
      </div>
      <p class="faint">{w.notKept}</p>
    </>
  );
}

interface TabsProps {
  readonly apps: readonly AppView[];
  readonly chosen: AppView;
}

const Tabs = ({ apps, chosen }: TabsProps) => (
  <nav class="row app-tabs" aria-label={words.value.app.apps}>
    {apps.map(({ appId, name }) => (
      <a
        key={appId}
        href={hashOf("app", appId)}
        aria-current={appId === chosen.appId ? "true" : undefined}
      >
        {name}
      </a>
    ))}
  </nav>
);
