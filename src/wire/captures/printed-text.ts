import { captureTexts } from "../texts/capture-texts.js";
import type { CaptureReader } from "./capture-reader.js";
import { fitBody } from "./fit-body.js";
import { findPrintedBody } from "./printed-body.js";
import { findPrintedHeaders } from "./printed-headers.js";
import { rawBody } from "./parsed-body.js";

/**
 * A log or a debugger's output in whatever language: looks for the names of the headers and for something
 * that only Feishu's body begins with, and reads each in the quoting that it has there.
 */
export const readPrintedText: CaptureReader = (capture) => {
  const text = capture.toString("utf8");
  const { headers, notes } = findPrintedHeaders(text);
  const found = findPrintedBody(text);
  if (found === undefined && headers.length === 0) return undefined;
  const body = found?.bodyIsRaw
    ? fitBody(found.body, headers)
    : (found ?? rawBody(Buffer.alloc(0)));
  if (headers.length > 0)
    return { form: "log", headers, ...body, notes: [...notes, ...body.notes] };
  const notesOnBody = [captureTexts("body-alone"), ...body.notes];
  return { form: "body", headers, ...body, notes: notesOnBody };
};
