import { createTexts } from "../../base/text.js";

/** Why a receiver's clock cannot be moved, what does not move with it, and what to do about it. */
export const receiverClockTexts = createTexts("receiver-clock", {
  "takes-nothing": {
    en: ({ program }: { program: "go" | "static" }) =>
      `The receiver is ${program === "go" ? "a Go program" : "linked statically"}, and the clock of such a program cannot be moved from outside.`,
    zh: ({ program }) =>
      `接收端是${program === "go" ? " Go 程序" : "静态链接的程序"}，无法从外部拨动它的时钟。`,
  },
  "takes-nothing-remedy": {
    en: 'Add --receiver-clock "command:… {seconds}" with a command that moves it, for instance by a setting of the receiver for tests.',
    zh: '加上 --receiver-clock "command:… {seconds}"，用命令拨动时钟，例如通过接收端的测试设置。',
  },
  "turned-off": {
    en: "The receiver's clock is left alone: --receiver-clock off.",
    zh: "按 --receiver-clock off 的设置，不拨动接收端的时钟。",
  },
  "turned-off-remedy": {
    en: "Leave --receiver-clock off out.",
    zh: "去掉 --receiver-clock off。",
  },
  "not-ours": {
    en: 'Only the clock of a receiver that is started with --exec can be moved, or one that --receiver-clock "command:…" moves.',
    zh: '只有用 --exec 启动的接收端，或由 --receiver-clock "command:…" 拨动的时钟，才能拨动。',
  },
  "not-ours-remedy": {
    en: 'Start it with --exec, or add --receiver-clock "command:… {seconds}".',
    zh: '用 --exec 启动接收端，或加上 --receiver-clock "command:… {seconds}"。',
  },
  unknown: {
    en: ({ given }: { given: string }) =>
      `Failed to read the receiver's clock: "${given}" is none that is known.`,
    zh: ({ given }) => `无法识别接收端的时钟：没有「${given}」这种方式。`,
  },
  usage: {
    en: 'Write "auto", "node", "faketime", "off", or "command:" and a shell command with {seconds} in it, which stands for how far ahead the clock is to be in all.',
    zh: '写成 "auto"、"node"、"faketime"、"off"，或 "command:" 加一条含 {seconds} 的 shell 命令，{seconds} 是时钟总共要拨快的秒数。',
  },
  "lacks-seconds": {
    en: "Failed to read the receiver's clock: its command lacks {seconds}.",
    zh: "无法识别接收端的时钟：命令中缺少 {seconds}。",
  },
  "lacks-seconds-remedy": {
    en: 'Put {seconds} where the command takes how many seconds ahead the clock is to be in all, for example "command:echo +{seconds} > offset.txt".',
    zh: '在命令中用 {seconds} 表示时钟总共要拨快的秒数，例如 "command:echo +{seconds} > offset.txt"。',
  },
  "process-silent": {
    en: ({ pid, seconds }: { pid: number; seconds: number }) =>
      `The receiver's process ${pid} did not run what fell due within ${seconds} s.`,
    zh: ({ pid, seconds }) => `接收端的进程 ${pid} 在 ${seconds} 秒内没有执行完到期的任务。`,
  },
  "thread-silent": {
    en: ({ pid, thread, seconds }: { pid: number; thread: number; seconds: number }) =>
      `The receiver's worker thread ${thread} of process ${pid} did not run what fell due within ${seconds} s.`,
    zh: ({ pid, thread, seconds }) =>
      `接收端进程 ${pid} 的工作线程 ${thread} 在 ${seconds} 秒内没有执行完到期的任务。`,
  },
  "silent-remedy": {
    en: "See whether something blocks its event loop, for instance Atomics.wait or a long loop.",
    zh: "检查事件循环是否被阻塞，例如 Atomics.wait 或长循环。",
  },
  "preload-not-loaded": {
    en: "No Node process that serves the receiver's URL loaded the preload it found in NODE_OPTIONS.",
    zh: "处理请求的 Node 进程没有加载 NODE_OPTIONS 中的预加载模块。",
  },
  "preload-remedy": {
    en: 'If its command sets NODE_OPTIONS, let it add to them (NODE_OPTIONS="$NODE_OPTIONS …"); if it empties the environment, leave that out; if it does not run on Node, add --receiver-clock "command:… {seconds}".',
    zh: '启动命令设置了 NODE_OPTIONS 时，改为追加（NODE_OPTIONS="$NODE_OPTIONS …"）；清空了环境变量时，不要清空；不是 Node 程序时，加上 --receiver-clock "command:… {seconds}"。',
  },
  "faketime-limits": {
    en: "A thread that sleeps by select or poll (time.sleep before Python 3.11) wakes by the machine's clock, and a job that its scheduler leaves out when late (APScheduler's misfire_grace_time) does not run.",
    zh: "用 select 或 poll 休眠的线程（Python 3.11 之前的 time.sleep）仍按机器时钟唤醒；调度器会丢弃的过期任务（APScheduler 的 misfire_grace_time）不会执行。",
  },
  "faketime-limits-alone": {
    en: "A thread that already sleeps or waits with a time limit (ScheduledExecutorService and Thread.sleep in Java) wakes by the machine's clock: what a receiver forgets by such a timer it still remembers after a move. With a C compiler installed, such waits move, too.",
    zh: "已在休眠或限时等待的线程（Java 的 ScheduledExecutorService 和 Thread.sleep）仍按机器时钟唤醒：靠这类定时器清除的数据，拨快时钟后仍会保留。安装 C 编译器后，这类等待也会跟着拨快。",
  },
  "faketime-not-loaded": {
    en: "The receiver's process did not load libfaketime.",
    zh: "接收端的进程没有加载 libfaketime。",
  },
  "faketime-not-loaded-remedy": {
    en: 'If its command sets LD_PRELOAD or empties the environment, leave that out; else add --receiver-clock "command:… {seconds}".',
    zh: '启动命令设置了 LD_PRELOAD 或清空了环境变量时，去掉这一步；否则加上 --receiver-clock "command:… {seconds}"。',
  },
  "waits-unknown": {
    en: "The receiver waits by means libfaketime does not know (sem_clockwait, as Python does since 3.9), and would hang.",
    zh: "接收端的等待方式是 libfaketime 不支持的（sem_clockwait，Python 3.9 起使用），会因此卡住。",
  },
  "waits-unknown-remedy": {
    en: "Install a C compiler (Debian, Ubuntu: apt-get install gcc libc6-dev), which mends that.",
    zh: "安装 C 编译器即可解决（Debian、Ubuntu：apt-get install gcc libc6-dev）。",
  },
  "faketime-missing": {
    en: "libfaketime, which moves the clock of a program like the receiver, is not installed.",
    zh: "未安装 libfaketime，拨动这类程序的时钟需要它。",
  },
  "faketime-missing-remedy": {
    en: "Install libfaketime (Debian, Ubuntu: apt-get install faketime; Fedora: dnf install libfaketime; Arch: pacman -S libfaketime).",
    zh: "安装 libfaketime（Debian、Ubuntu：apt-get install faketime；Fedora：dnf install libfaketime；Arch：pacman -S libfaketime）。",
  },
  "faketime-linux-only": {
    en: "libfaketime can move the clock of a program like the receiver on Linux only.",
    zh: "libfaketime 只能在 Linux 上拨动这类程序的时钟。",
  },
  "faketime-linux-only-remedy": {
    en: 'Run the check on Linux, or add --receiver-clock "command:… {seconds}".',
    zh: '在 Linux 上运行检查，或加上 --receiver-clock "command:… {seconds}"。',
  },
  "move-failed": {
    en: ({ reason }: { reason: string }) => `Moving the receiver's clock failed: ${reason}.`,
    zh: ({ reason }) => `拨动接收端的时钟失败：${reason}。`,
  },
  "move-failed-remedy": {
    en: "Say --receiver-clock off to leave it alone.",
    zh: "加上 --receiver-clock off，不拨动它的时钟。",
  },
  "wrong-time": {
    en: ({ moved, off, isSlow }: { moved: string; off: string; isSlow: boolean }) =>
      `After a move of ${moved} the receiver's clock is ${off} ${isSlow ? "slow" : "fast"}.`,
    zh: ({ moved, off, isSlow }) =>
      `拨快 ${moved}后，接收端的时钟${isSlow ? "慢了" : "快了"} ${off}。`,
  },
  "wrong-time-remedy": {
    en: "See that nothing else sets its clock, or say --receiver-clock off.",
    zh: "检查是否有其他程序在设置它的时钟，或加上 --receiver-clock off。",
  },
  "command-failed": {
    en: ({ failure }: { failure: string }) => `The command of --receiver-clock ${failure}.`,
    zh: ({ failure }) => `--receiver-clock 的命令${failure}。`,
  },
  "command-remedy": {
    en: "Run it by hand, with a number for {seconds}: it must end with exit code 0.",
    zh: "将 {seconds} 换成数字后手动运行：退出码应为 0。",
  },
  "command-ended": {
    en: ({ exit, said }: { exit: string; said: string }) =>
      `ended with ${exit}${said === "" ? "" : `: ${said}`}`,
    zh: ({ exit, said }) => `运行失败（${exit}）${said === "" ? "" : `：${said}`}`,
  },
  "command-not-run": {
    en: ({ reason }: { reason: string }) => `could not be run: ${reason}`,
    zh: ({ reason }) => `未能运行：${reason}`,
  },
  "command-slow": {
    en: ({ seconds }: { seconds: number }) => `took more than ${seconds} s`,
    zh: ({ seconds }) => `运行超过 ${seconds} 秒`,
  },
  "command-printed-too-much": { en: "printed too much", zh: "输出过多" },
  "node-too-old": {
    en: "The receiver's Node is too old to load a preload: it knows no --import.",
    zh: "接收端的 Node 版本过旧，不支持 --import，无法加载预加载模块。",
  },
  "node-too-old-remedy": {
    en: "Run the receiver on Node 18.18 or newer.",
    zh: "用 Node 18.18 或更高版本运行接收端。",
  },
  "does-not-come-up": {
    en: ({ problem }: { problem: string }) =>
      `The receiver does not come up when its clock is to be moved. ${problem}`,
    zh: ({ problem }) => `要拨动时钟时，接收端启动不了。${problem}`,
  },
  "does-not-come-up-remedy": {
    en: 'Add --receiver-clock off to leave its clock alone, or --receiver-clock "command:… {seconds}" to move it in a way of your own.',
    zh: '加上 --receiver-clock off，不拨动它的时钟；或用 --receiver-clock "command:… {seconds}" 自行拨动。',
  },
});
