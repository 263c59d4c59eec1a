import { definedOnly } from "../base/defined-only.js";
import type { Language, Text } from "../base/text.js";
import { rewordTried } from "../contract/report/word-report.js";
import type { ConsoleState, ContractView, ReceiverView } from "./console-state.js";

/** What has changed of the state, as a page in this language gets it. */
export function wordState(
  { contract, receiver, ...rest }: Partial<ConsoleState<Text>>,
  language: Language,
): Partial<ConsoleState> {
  return {
    ...rest,
    ...(contract && { contract: wordContract(contract, language) }),
    ...(receiver && { receiver: wordReceiver(receiver, language) }),
  };
}

function wordReceiver({ problem, ...rest }: ReceiverView<Text>, language: Language): ReceiverView {
  return { ...rest, ...definedOnly({ problem: problem?.in(language) }) };
}

function wordContract(
  { tried, waiting, problem, ...rest }: ContractView<Text>,
  language: Language,
): ContractView {
  return {
    ...rest,
    tried: tried.map((one) => {
      const { data: _words, ...shown } = rewordTried(one, language);
      return shown;
    }),
    ...(waiting && { waiting: { check: waiting.check, what: waiting.what.in(language) } }),
    ...(problem && {
      problem: {
        code: problem.code,
        message: problem.message.in(language),
        ...definedOnly({ remedy: problem.remedy?.in(language) }),
      },
    }),
  };
}
