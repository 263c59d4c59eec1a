import type { WallClock } from "../../base/clock.js";
import { sleep } from "../../base/sleep.js";
import { groupMembers, isStopped, signalGroup } from "../process-group.js";

/**
 * Stops a group for a moment and lets it go on. On Linux a wait for sockets with a time limit (epoll_wait)
 * then ends early, so an event loop looks at the clock again and runs what has fallen due.
 * @see https://man7.org/linux/man-pages/man7/signal.7.html "Interruption of system calls … by stop signals"
 */
export async function interruptGroup(leaderPid: number, wall: WallClock): Promise<void> {
  const deadline = wall.elapsed() + 1_000;
  signalGroup(leaderPid, "SIGSTOP");
  try {
    // Sent too early, SIGCONT only takes the other back.
    while (!groupMembers(leaderPid).every(isStopped) && wall.elapsed() < deadline) {
      await sleep(wall, 1);
    }
  } finally {
    signalGroup(leaderPid, "SIGCONT");
  }
}
