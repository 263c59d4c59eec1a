// comes back with the URL of its first connection, which is good for one (foxzool/openlark#633, silent-Tiangong#298)
import { good, run } from "./client-base.mjs";

let first;
run({
  async endpoint() {
    return (first ??= await good.endpoint());
  },
});
