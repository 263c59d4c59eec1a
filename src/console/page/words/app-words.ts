import type { StandInBehaviour } from "../../console-state.js";
import type { ConnectionState } from "../../../gateway/connection-info.js";

/** The texts of the page "app". */
export interface AppWords {
  readonly title: string;
  readonly apps: string;
  /** What is changed here does not outlive the process. */
  readonly notKept: string;
  readonly subscription: string;
  readonly toServer: string;
  readonly byLongConnection: string;
  readonly mode: string;
  readonly requestUrl: string;
  readonly noRequestUrl: string;
  readonly verifyAndSave: string;
  readonly verifying: string;
  readonly saved: string;
  readonly notSaved: (consoleMessage: string) => string;
  readonly sent: string;
  readonly answered: string;
  readonly useStandIn: string;
  readonly useLongConnection: string;
  readonly storeCannot: string;
  readonly nobodyOnline: string;
  readonly keys: string;
  readonly set: string;
  readonly notSet: string;
  readonly newValue: (key: string) => string;
  readonly emptyIsRandom: string;
  readonly rotate: (key: string) => string;
  readonly rotated: string;
  readonly printed: string;
  readonly removeEncryptKey: string;
  readonly keysOfCommand: string;
  readonly permissions: string;
  readonly permissionName: Readonly<Partial<Record<string, string>>>;
  readonly otherPermissions: (granted: number, all: number) => string;
  readonly noEvent: string;
  readonly event: string;
  readonly subscribed: string;
  readonly kind: string;
  readonly custom: string;
  readonly store: string;
  readonly receiver: string;
  readonly receiverKind: Readonly<
    Record<"stand-in" | "url" | "command" | "long-connection", string>
  >;
  readonly witness: (has: boolean) => string;
  readonly ofFirstApp: string;
  readonly behaviour: string;
  readonly behaviours: Readonly<Record<StandInBehaviour, string>>;
  readonly receiverEnded: string;
  readonly restart: string;
  readonly restarted: string;
  readonly connections: string;
  readonly noConnections: (domain: string) => string;
  readonly connectionState: Readonly<Record<ConnectionState, string>>;
  readonly connection: string;
  readonly state: string;
  readonly since: string;
  readonly pings: string;
  readonly pushes: string;
  readonly acks: string;
  readonly actions: string;
  readonly kick: string;
  readonly close: string;
  readonly freeze: string;
  readonly thaw: string;
  readonly slow: string;
  readonly slowed: (ms: number) => string;
  readonly slowBy: (id: string) => string;
  readonly does: (action: string, id: string) => string;
}

export const appEn: AppWords = {
  title: "App",
  apps: "Apps",
  notKept:
    "What is changed here holds until mocklark ends, with --data too: apps come from the flags and the tenant's file.",
  subscription: "Subscription mode",
  toServer: "Send events to the developer's server",
  byLongConnection: "Receive events through a long connection",
  mode: "In use",
  requestUrl: "Request URL",
  noRequestUrl: "None: events go to the clients of the long connection.",
  verifyAndSave: "Verify and save",
  verifying: "Verifying …",
  saved: "Verified and saved.",
  notSaved: (message) => `Not saved. The developer console says: 「${message}」.`,
  sent: "What was sent",
  answered: "What came back",
  useStandIn: "Fill in the stand-in's",
  useLongConnection: "Use the long connection",
  storeCannot: "A store app cannot use the long connection.",
  nobodyOnline:
    "No client is online: the developer console would not save this (「应用未建立长连接」).",
  keys: "Encryption",
  set: "set",
  notSet: "not set: bodies go out in clear",
  newValue: (key) => `New ${key}`,
  emptyIsRandom: "empty: a random one",
  rotate: (key) => `Rotate the ${key}`,
  rotated: "Changed. It holds for everything sent from now on.",
  printed: "Changed. The new value is printed in the terminal only.",
  removeEncryptKey: "Remove the Encrypt Key",
  keysOfCommand: "What --exec started keeps its keys until it is restarted.",
  permissions: "Permissions",
  permissionName: {},
  otherPermissions: (granted, all) => `For the Open API: ${granted} of ${all} granted`,
  noEvent: "Without vc:room or vc:room:readonly no event is sent.",
  event: "Event",
  subscribed: "Subscribed to vc.reserve_config.updated_v1",
  kind: "Kind of app",
  custom: "Custom app",
  store: "Store app",
  receiver: "Receiver",
  receiverKind: {
    "stand-in": "The stand-in of mocklark",
    url: "A URL",
    command: "Started by --exec",
    "long-connection": "Clients of the long connection",
  },
  witness: (has) =>
    has ? "A witness shows how often it acts." : "Nothing shows what it does: see --witness.",
  ofFirstApp: "Of the first app",
  behaviour: "How the stand-in behaves",
  behaviours: {
    good: "as it should",
    "answers-500": "answers 500",
    silent: "does not answer",
    "acts-twice": "acts on every copy",
    ignores: "answers 200 and does nothing",
    "answers-late": "acts, and answers after 3.5 s",
  },
  receiverEnded: "It ended by itself. Its events are retried until it is there again.",
  restart: "Restart with the present keys",
  restarted: "Restarted.",
  connections: "Long connections",
  noConnections: (domain) => `No client is connected. Its domain is ${domain}.`,
  connectionState: {
    opening: "opening",
    online: "online",
    frozen: "frozen",
    closing: "closing",
    closed: "closed",
  },
  connection: "Connection",
  state: "State",
  since: "Since",
  pings: "Pings",
  pushes: "Pushed",
  acks: "Acknowledged",
  actions: "Actions",
  kick: "Kick",
  close: "Close",
  freeze: "Freeze",
  thaw: "Thaw",
  slow: "Slow down",
  slowed: (ms) => `Frames go out ${ms} ms late.`,
  slowBy: (id) => `Delay of ${id}, milliseconds`,
  does: (action, id) => `${action}: ${id}`,
};

export const appZh: AppWords = {
  title: "应用",
  apps: "应用",
  notKept: "此处的修改在 mocklark 退出后失效，使用 --data 时也一样：应用来自命令行选项和租户文件。",
  subscription: "订阅方式",
  toServer: "将事件发送至开发者服务器",
  byLongConnection: "使用长连接接收事件",
  mode: "当前方式",
  requestUrl: "请求地址",
  noRequestUrl: "未配置：事件推送给长连接客户端。",
  verifyAndSave: "校验并保存",
  verifying: "正在校验…",
  saved: "校验通过，已保存。",
  notSaved: (message) => `未保存，开发者后台会提示「${message}」。`,
  sent: "发送的请求",
  answered: "收到的响应",
  useStandIn: "填入内置接收端的地址",
  useLongConnection: "改用长连接",
  storeCannot: "商店应用不支持长连接。",
  nobodyOnline: "没有客户端在线，开发者后台不会保存（「应用未建立长连接」）。",
  keys: "加密策略",
  set: "已设置",
  notSet: "未设置：明文推送",
  newValue: (key) => `新的 ${key}`,
  emptyIsRandom: "留空则随机生成",
  rotate: (key) => `重置 ${key}`,
  rotated: "已修改，之后的推送使用新值。",
  printed: "已修改，新值只打印在终端。",
  removeEncryptKey: "清除 Encrypt Key",
  keysOfCommand: "--exec 启动的接收端在重启前仍使用原来的密钥。",
  permissions: "权限",
  permissionName: {
    "vc:room": "更新视频会议室信息",
    "vc:room:readonly": "获取视频会议室信息",
    "contact:user.employee_id:readonly": "获取用户 user ID",
  },
  otherPermissions: (granted, all) => `调用 API 所需：已开通 ${granted}/${all}`,
  noEvent: "未开通 vc:room 或 vc:room:readonly，不会推送事件。",
  event: "事件",
  subscribed: "已订阅「更新会议室预定限制」vc.reserve_config.updated_v1",
  kind: "应用类型",
  custom: "企业自建应用",
  store: "商店应用",
  receiver: "接收端",
  receiverKind: {
    "stand-in": "mocklark 内置的接收端",
    url: "请求地址",
    command: "由 --exec 启动",
    "long-connection": "长连接客户端",
  },
  witness: (has) =>
    has ? "有观测点，可看到处理次数。" : "没有观测点，看不到处理次数：见 --witness。",
  ofFirstApp: "属于第一个应用",
  behaviour: "内置接收端的行为",
  behaviours: {
    good: "正常",
    "answers-500": "返回 500",
    silent: "不响应",
    "acts-twice": "不去重，每次都处理",
    ignores: "返回 200 但不处理",
    "answers-late": "处理，但 3.5 秒后才响应",
  },
  receiverEnded: "接收端已退出，恢复前事件会按重试间隔重新推送。",
  restart: "用当前密钥重启",
  restarted: "已重启。",
  connections: "长连接",
  noConnections: (domain) => `没有客户端连接，domain 为 ${domain}`,
  connectionState: {
    opening: "建立中",
    online: "在线",
    frozen: "已冻结",
    closing: "关闭中",
    closed: "已关闭",
  },
  connection: "连接",
  state: "状态",
  since: "建立时间",
  pings: "ping",
  pushes: "推送",
  acks: "响应",
  actions: "操作",
  kick: "断开",
  close: "正常关闭",
  freeze: "冻结",
  thaw: "解冻",
  slow: "延迟",
  slowed: (ms) => `发送延迟为 ${ms} ms。`,
  slowBy: (id) => `${id} 的延迟（毫秒）`,
  does: (action, id) => `${action}：${id}`,
};
