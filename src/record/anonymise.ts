import type { Random } from "../base/random.js";
import { ourReason, reasonText } from "../delivery/outcome-reason.js";
import { parseJson } from "../wire/body-forms.js";
import { serializeInGivenOrder } from "../wire/serialize-event.js";
import type { Capture, CaptureResult, RequestCapture } from "./capture.js";
import type { CapturedBody } from "./captured-body.js";
import { createSubstitutes, type Substitutes } from "./substitutes.js";

/*
 * Which members hold what, by their names: Feishu names the same thing alike in all its events.
 */
const idMember =
  /(?:^|_)(?:id|ids|uuid|guid|no)$|[a-z](?:Id|Ids)$|^(?:tenant_key|file_key|image_key|user_key|employee_number|operator|openid)$/;
const nameMember =
  /(?:^|_)name$|^(?:zh_cn|en_us|ja_jp|nickname|alias|topic|title|description|summary|remark|address|city)$/;
const textMember = /^(?:text|content|body|comment|reason|note|signature|value|input_value)$/;
const numberMember = /mobile|phone|^tel$/;
const urlMember = /(?:^|_)(?:url|uri|href|link)$|^avatar/;
const untouched = /^(?:challenge|token|encrypt|type|schema|event_type|message_type|msg_type)$/;

/**
 * Puts substitutes in the place of ids, names, addresses and texts, the same one for the same original in
 * all captures that it changes. Form and length stay, and so does every byte that says nothing of anybody.
 * @param random its seed must be a secret, or whoever knows it could try originals out
 */
export function createAnonymiser(random: Random): (capture: Capture) => Capture {
  const substitutes = createSubstitutes(random.fork("anonymise"));
  const inRequest = createTextChange(substitutes, { isPeople: true });
  const inAnswer = createTextChange(substitutes, { isPeople: false });

  function changeRequest(request: RequestCapture): RequestCapture {
    const { body, form, path, headers } = request;
    const hides = form === "ciphertext" || !("text" in body);
    return {
      ...request,
      body: hides ? { text: "" } : { ...body, text: inRequest(body.text) },
      form: hides && form !== "left-out" ? "left-out" : form,
      path: substitutes.within(path),
      headers: headers.map(([name, value]) => [name, changeHeader(name, value)]),
    };
  }

  const changeHeader = (name: string, value: string): string =>
    // A signature and a nonce are no ids, though they may look like one.
    /^(?:x-lark-|content-|date$)/i.test(name) ? value : substitutes.within(value);

  function changeResult(result: CaptureResult): CaptureResult {
    if (result.kind === "unanswered") {
      const { data, ...rest } = result;
      return data === undefined
        ? { ...rest, reason: substitutes.within(rest.reason) }
        : { ...rest, ...ourReason(reasonText(result).with(substitutes.within)) };
    }
    if (result.kind === "unknown") return result;
    const body: CapturedBody =
      "text" in result.body
        ? { ...result.body, text: inAnswer(result.body.text) }
        : { text: "", truncated: true };
    const headers = result.headers.map(
      ([name, value]) => [name, changeHeader(name, value)] as const,
    );
    return { ...result, headers, body };
  }

  // The request first: the answer may repeat what it says.
  return (capture) => {
    const request = changeRequest(capture.request);
    return { ...capture, request, result: changeResult(capture.result) };
  };
}

/** @param isPeople names and texts count, which in an answer are the receiver's own */
function createTextChange(
  substitutes: Substitutes,
  { isPeople }: { readonly isPeople: boolean },
): (text: string) => string {
  function changeValue(key: string, value: string): string {
    if (untouched.test(key)) return value;
    if (/^\s*[[{]/.test(value) && parseJson(value) !== undefined) return changeText(value);
    if (idMember.test(key)) return substitutes.id(value);
    if (urlMember.test(key) && /^\w+:\/\//.test(value)) return substitutes.url(value);
    if (isPeople && nameMember.test(key)) return substitutes.name(value);
    if (isPeople && textMember.test(key)) return substitutes.words(value);
    if (isPeople && numberMember.test(key)) return substitutes.number(value);
    return isPeople ? substitutes.within(value) : substitutes.echoed(substitutes.within(value));
  }

  /** Another number of as many digits; in an answer only one that is known. */
  function changeNumber(key: string, digits: string): string {
    if (!numberMember.test(key)) return digits;
    const changed = isPeople ? substitutes.number(digits) : substitutes.within(digits);
    return changed.replace(/^0/, "1");
  }

  /** In the text itself, so that white space, escapes and the order of members stay. */
  function changeText(text: string): string {
    const changed = changeStrings(text);
    return parseJson(text) === undefined ? changeValue("", changed) : changed;
  }

  function changeStrings(text: string): string {
    let key = "";
    return text.replace(jsonPart, (whole: string, start?: string, end = "", colon?: string) => {
      if (start === undefined) return changeNumber(key, whole);
      const value = parseJson(`${end === "" ? start.replace(cutEscape, "") : start}"`);
      if (typeof value !== "string") return whole;
      if (colon !== undefined) key = value;
      const changed = colon === undefined ? changeValue(key, value) : substitutes.within(value);
      return changed === value ? whole : `${serializeInGivenOrder(changed).slice(0, -1)}${end}`;
    });
  }

  return changeText;
}

/**
 * A string in JSON, and whether it names a member, or a number long enough for a telephone's. A string that was
 * cut ends with the text, so that it is met once.
 */
const jsonPart = /("[^"\\]*(?:\\[^]?[^"\\]*)*)("(\s*:)?|$)|(?<![\w.+-])\d{5,}(?![\w.])/g;
const cutEscape = /\\(?:u[\da-f]{0,3})?$/i;
