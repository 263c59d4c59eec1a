import { type App, appOptions } from "../event/app.js";

const members = Object.keys(appOptions);

/** An app without what only the tenant knows of it. */
export const plainApp = (app: App): App =>
  Object.fromEntries(
    Object.entries(app).filter(([name]) => members.includes(name)),
  ) as unknown as App;
