import { isConnected, state } from "./live.js";
import { AppPage } from "./pages/app-page.js";
import { ContractPage } from "./pages/contract-page.js";
import { DeliveriesPage } from "./pages/deliveries-page.js";
import { RoomsPage } from "./pages/rooms-page.js";
import { hashOf, type PageName, pageNames, route } from "./route.js";
import { language, languages, words } from "./words.js";

const pages: Readonly<Record<PageName, () => preact.JSX.Element>> = {
  rooms: RoomsPage,
  deliveries: DeliveriesPage,
  app: AppPage,
  contract: ContractPage,
};

/** The frame of all four pages. */
export function Page() {
  const { page } = route.value;
  const Shown = pages[page];
  const w = words.value;
  return (
    <>
      <a class="skip" href="#main" onClick={skipToContent}>
        {w.skipToContent}
      </a>
      <header class="top">
        <h1>mocklark</h1>
        <nav aria-label={w.pages}>
          {pageNames.map((name) => (
            <a key={name} href={hashOf(name)} aria-current={name === page ? "page" : undefined}>
              {w.page[name]}
            </a>
          ))}
        </nav>
        <LanguageSwitch />
      </header>
      {!isConnected.value && state.value !== undefined && (
        <p role="status" class="banner">
          {w.notConnected}
        </p>
      )}
      <main id="main" tabIndex={-1}>
        {state.value === undefined ? <p>{w.connecting}</p> : <Shown />}
      </main>
    </>
  );
}

/** The address says where we are, and not which part of the page has the focus. */
function skipToContent(event: Event): void {
  event.preventDefault();
  document.getElementById("main")?.focus();
}

function LanguageSwitch() {
  return (
    <div class="languages row" role="group" aria-label={words.value.language}>
      {languages.map(({ code, name }) => (
        <button
          key={code}
          type="button"
          lang={code}
          aria-pressed={language.value === code}
          onClick={() => {
            language.value = code;
          }}
        >
          {name}
        </button>
      ))}
    </div>
  );
}
