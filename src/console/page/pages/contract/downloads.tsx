import { inLanguage, words } from "../../words.js";

const files = [
  { name: "JUnit", ending: "xml" },
  { name: "JSON", ending: "json" },
  { name: "HTML", ending: "html" },
];

/** The last report as files, as the command line writes them. */
export function Downloads() {
  return (
    <div class="contract-downloads" role="group" aria-label={words.value.contract.downloads}>
      <span class="faint">{words.value.contract.downloads}</span>
      {files.map(({ name, ending }) => (
        <a key={ending} href={inLanguage(`/console/contract/report.${ending}`)} download>
          {name}
        </a>
      ))}
    </div>
  );
}
