// faultless twin of answers-after-work: answers at once and acts 3 s later, from a queue on disk (bestony/ChatGPT-Feishu#43)
import { queued, serve } from "./base.mjs";

serve(queued(3_000));
