/** The texts of the page "rooms". Field names are those of the platform's own pages. */
export interface RoomsWords {
  readonly title: string;
  readonly tree: string;
  readonly search: string;
  readonly searchPlaceholder: string;
  readonly found: (count: number, hasMore: boolean) => string;
  readonly noRooms: string;
  readonly showMore: (count: number) => string;
  readonly loading: string;
  readonly notThere: string;
  readonly toTheTop: string;
  readonly level: string;
  readonly room: string;
  readonly path: string;
  readonly copy: string;
  readonly copied: string;
  readonly seats: (count: number) => string;
  readonly below: (levels: number, rooms: number) => string;
  readonly disabled: string;

  /** Whose a block is. */
  readonly own: string;
  readonly from: (name: string) => string;
  readonly documented: string;

  readonly atMost: (hours: number) => string;
  readonly unlimited: string;
  readonly needsApproval: string;

  /** The limits in words. */
  readonly limitsNow: string;
  readonly day: (start: string, end: string) => string;
  readonly dayOff: string;
  readonly opensAt: (time: string) => string;
  readonly when: string;
  readonly whenText: (start: string, end: string) => string;
  readonly ahead: string;
  readonly aheadText: (days: number, opening: string) => string;
  readonly longest: string;
  readonly longestText: (hours: number) => string;
  readonly who: string;
  readonly everybody: string;
  readonly only: (users: readonly string[], departments: readonly string[]) => string;
  readonly approval: string;
  /** The block of the form. */
  readonly approvalBlock: string;
  readonly noApproval: string;
  readonly approvalText: (aboveHours: number | undefined, approvers: readonly string[]) => string;
  readonly timesOff: string;

  /** The form. */
  readonly change: string;
  readonly times: string;
  readonly scope: string;
  readonly send: string;
  readonly timeSwitch: string;
  readonly daysInAdvance: string;
  readonly openingHour: string;
  readonly startTime: string;
  readonly endTime: string;
  readonly maxDuration: string;
  readonly approvalSwitch: string;
  readonly approvalCondition: string;
  readonly conditionAll: string;
  readonly conditionLong: string;
  readonly meetingDuration: string;
  readonly approvers: string;
  readonly allowAllUsers: string;
  readonly allUsers: string;
  readonly someUsers: string;
  readonly allowUsers: string;
  readonly allowDepts: string;
  readonly coverChildren: string;
  readonly timeHint: string;
  readonly keptWhileOff: string;
  readonly keptForAll: string;
  readonly add: string;
  readonly remove: (name: string) => string;
  readonly nobodyFound: string;
  readonly changedElsewhere: string;
  readonly takeOver: string;
  readonly save: string;
  readonly saving: string;
  readonly discard: string;
  readonly nothingToSend: string;
  readonly willSend: (blocks: readonly string[]) => string;

  readonly wouldBeRefused: string;
  readonly eventsToCome: (count: number) => string;

  /** What comes of it. */
  readonly preview: string;
  readonly previewEmpty: string;
  readonly previewRefused: string;
  readonly request: string;
  readonly eventFor: (app: string, place: string) => string;
  readonly byWebhook: string;
  readonly byConnection: string;
  readonly moreEvents: (count: number) => string;
  readonly noEvent: string;
  readonly untold: Readonly<
    Record<"no-permission" | "not-subscribed" | "nowhere-to-send", (app: string) => string>
  >;
  readonly follows: (levels: number, rooms: number, blocks: readonly string[]) => string;
  readonly followsNot: string;
  readonly saved: string;
  readonly savedEvents: (count: number) => string;
  readonly savedNoEvent: string;
  readonly allOfThis: string;
  readonly refused: (code: string, msg: string) => string;
  readonly unreachable: string;
  readonly status: Readonly<Record<string, string>>;

  /** By the rule that is broken, or else by the field. */
  readonly rules: Readonly<Record<string, string>>;
  readonly ranges: Readonly<Record<string, string>>;
  readonly codes: Readonly<Record<number, string>>;
}

const listEn = (names: readonly string[]): string =>
  names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;

const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString("en")} ${count === 1 ? one : many}`;

/** The first few by name. */
function shortEn(names: readonly string[]): string {
  return names.length <= 2 ? listEn(names) : `${names[0]} and ${names.length - 1} others`;
}

export const roomsEn: RoomsWords = {
  title: "Rooms",
  tree: "Levels and rooms",
  search: "Find a room or level",
  searchPlaceholder: "Name or id",
  found: (count, hasMore) =>
    count === 0
      ? "Nothing by this name."
      : `${hasMore ? "The first " : ""}${plural(count, "match", "matches")}`,
  noRooms:
    "The tenant has no rooms. Give it some in its file (--tenant) or by POST /open-apis/vc/v1/rooms.",
  showMore: (count) => `Show more (${count.toLocaleString("en")} left)`,
  loading: "Loading …",
  notThere: "There is no such room or level. It may have been deleted.",
  toTheTop: "Go to the top",
  level: "Level",
  room: "Room",
  path: "Path",
  copy: "Copy id",
  copied: "Copied",
  seats: (count) => plural(count, "seat"),
  below: (levels, rooms) => `${plural(levels, "level")} and ${plural(rooms, "room")} below`,
  disabled: "disabled",
  own: "own",
  from: (name) => `from ${name}`,
  documented: "default",
  atMost: (hours) => `≤ ${hours} h`,
  unlimited: "any time",
  needsApproval: "approval",
  limitsNow: "Who may book it, and when",
  day: (start, end) => `Bookable every day from ${start} to ${end}`,
  dayOff: "Bookable at any time of the day",
  opensAt: (time) => `bookings open ${time}`,
  when: "When",
  whenText: (start, end) => `every day from ${start} to ${end}`,
  ahead: "In advance",
  aheadText: (days, opening) => `up to ${plural(days, "day")}; a new day opens at ${opening}`,
  longest: "Longest booking",
  longestText: (hours) => plural(hours, "hour"),
  who: "Who",
  everybody: "everybody",
  only: (users, departments) =>
    `only ${listEn([
      ...(users.length > 0 ? [shortEn(users)] : []),
      ...(departments.length > 0
        ? [`the ${departments.length === 1 ? "department" : "departments"} ${shortEn(departments)}`]
        : []),
    ])}`,
  approval: "Approval",
  approvalBlock: "Approval",
  noApproval: "none needed",
  approvalText: (aboveHours, approvers) => {
    const what =
      aboveHours === undefined ? "every booking needs" : `bookings over ${aboveHours} h need`;
    return approvers.length === 0
      ? `${what} approval`
      : `${what} approval by ${shortEn(approvers)}`;
  },
  timesOff: "not limited: the switch for booking times is off",
  change: "Change the limits",
  times: "Booking times",
  scope: "Who may book",
  send: "Send this block",
  timeSwitch: "Limit booking times",
  daysInAdvance: "Days bookable in advance",
  openingHour: "A new day opens for booking at",
  startTime: "Bookable each day from",
  endTime: "Bookable each day until",
  maxDuration: "Longest single booking, hours",
  approvalSwitch: "Bookings need approval",
  approvalCondition: "Which bookings need approval",
  conditionAll: "Every booking",
  conditionLong: "Only long bookings",
  meetingDuration: "Bookings longer than, hours",
  approvers: "Approvers",
  allowAllUsers: "May be booked by",
  allUsers: "All members",
  someUsers: "Some members",
  allowUsers: "People who may book",
  allowDepts: "Departments that may book",
  coverChildren: "Covers the levels and rooms below",
  timeHint: "HH:MM, 00:00–24:00",
  keptWhileOff: "Kept, but the switch is off.",
  keptForAll: "Kept, although all members may book.",
  add: "Add by name",
  remove: (name) => `Remove ${name}`,
  nobodyFound: "Nobody by this name",
  changedElsewhere: "These limits were changed elsewhere while you were editing.",
  takeOver: "Show them and drop my edits",
  save: "Save",
  saving: "Saving …",
  discard: "Discard",
  nothingToSend: "Nothing changed yet.",
  willSend: (blocks) => `Sends ${listEn(blocks)}.`,
  wouldBeRefused: "would be refused",
  eventsToCome: (count) => (count === 0 ? "no event" : plural(count, "event")),
  preview: "What will be sent",
  previewEmpty: "Change something above, and the event appears here before you save.",
  previewRefused: "Nothing: the platform would refuse this change.",
  request: "The call that saves it",
  eventFor: (app, place) => `To the app ${app}, about ${place}`,
  byWebhook: "to its request URL",
  byConnection: "over its long connection",
  moreEvents: (count) => `… and ${plural(count, "more event")}`,
  noEvent: "No app gets an event.",
  untold: {
    "no-permission": (app) => `${app} gets none: it has neither vc:room nor vc:room:readonly.`,
    "not-subscribed": (app) => `${app} gets none: it did not subscribe to the event.`,
    "nowhere-to-send": (app) => `${app} gets none: a store app without a request URL.`,
  },
  follows: (levels, rooms, blocks) =>
    `${plural(levels, "level")} and ${plural(rooms, "room")} below follow: their own ${listEn(blocks)} ${blocks.length === 1 ? "is" : "are"} overwritten.`,
  followsNot: "What is below keeps its limits.",
  saved: "Saved.",
  savedEvents: (count) => `${plural(count, "event")} went out:`,
  savedNoEvent: "No event went out so far.",
  allOfThis: "All deliveries about this place",
  refused: (code, msg) => `Refused with code ${code}: ${msg}`,
  unreachable: "mocklark could not be reached. Nothing was saved.",
  status: {
    pending: "under way",
    succeeded: "delivered",
    "given-up": "failed",
    cancelled: "cancelled",
  },
  rules: {
    "time/end-after-start": "The end must be later than the start.",
    "time/end-without-start": "Without a start the end must be 00:01 or later.",
    "time/start-without-end": "Without an end the start must be earlier than 24:00.",
    "approval/switch-needs-condition": "Choose which bookings need approval.",
    "approval/no-switch-needs-condition": "Choose which bookings need approval.",
    "approval/switch-needs-approver": "Name at least one approver while approval is on.",
    "approval/condition-needs-duration": "Say above how many hours approval is needed.",
    "reserve-scope/somebody-allowed": "Name at least one person or department.",
    "reserve-scope/all-users-required": "Choose all or some members.",
    "reserve-scope/at-most-500": "At most 500 people and departments together.",
  },
  ranges: {
    days_in_advance: "A whole number from 1 to 730.",
    max_duration: "A whole number of hours from 1 to 99.",
    meeting_duration: "Hours from 0.1 to 99.",
    opening_hour: "A time from 00:00 to 24:00.",
    start_time: "A time from 00:00 to 24:00.",
    end_time: "A time from 00:00 to 24:00.",
  },
  codes: {
    126012: "At most 500 people and departments.",
    126013: "Somebody here is not known in the tenant.",
    126014: "A department here is not known in the tenant.",
  },
};

const listZh = (names: readonly string[]): string => names.join("、");

const shortZh = (names: readonly string[], unit: string): string =>
  names.length <= 2 ? listZh(names) : `${names[0]} 等 ${names.length} ${unit}`;

const countZh = (count: number): string => count.toLocaleString("en");

export const roomsZh: RoomsWords = {
  title: "会议室",
  tree: "层级与会议室",
  search: "查找会议室或层级",
  searchPlaceholder: "名称或 ID",
  found: (count, hasMore) =>
    count === 0 ? "没有匹配的会议室或层级。" : `${hasMore ? "前" : "共"} ${countZh(count)} 项`,
  noRooms: "租户中没有会议室。在租户文件（--tenant）中添加，或调用 POST /open-apis/vc/v1/rooms。",
  showMore: (count) => `显示更多（还有 ${countZh(count)} 项）`,
  loading: "加载中…",
  notThere: "没有这个会议室或层级，可能已被删除。",
  toTheTop: "回到根层级",
  level: "层级",
  room: "会议室",
  path: "层级路径",
  copy: "复制 ID",
  copied: "已复制",
  seats: (count) => `${countZh(count)} 人`,
  below: (levels, rooms) => `下有 ${countZh(levels)} 个层级、${countZh(rooms)} 个会议室`,
  disabled: "已停用",
  own: "单独设置",
  from: (name) => `跟随 ${name}`,
  documented: "默认值",
  atMost: (hours) => `≤ ${hours} 小时`,
  unlimited: "不限时间",
  needsApproval: "需审批",
  limitsNow: "当前的预定限制",
  day: (start, end) => `每日可预定时间范围：${start}–${end}`,
  dayOff: "全天均可预定",
  opensAt: (time) => `${time} 开放预定`,
  when: "可预定时间",
  whenText: (start, end) => `每日 ${start}–${end}`,
  ahead: "提前预定",
  aheadText: (days, opening) => `最早可提前 ${days} 天，当天 ${opening} 开放预定`,
  longest: "单次时长上限",
  longestText: (hours) => `${hours} 小时`,
  who: "可预定成员",
  everybody: "全部成员",
  only: (users, departments) =>
    `仅限${[
      ...(users.length > 0 ? [`成员 ${shortZh(users, "人")}`] : []),
      ...(departments.length > 0 ? [`部门 ${shortZh(departments, "个部门")}`] : []),
    ].join("，")}`,
  approval: "预定审批",
  approvalBlock: "预定审批设置",
  noApproval: "无需审批",
  approvalText: (aboveHours, approvers) => {
    const what =
      aboveHours === undefined ? "所有预定均需审批" : `超过 ${aboveHours} 小时的预定需要审批`;
    return approvers.length === 0 ? what : `${what}，审批人：${shortZh(approvers, "人")}`;
  },
  timesOff: "不限（预定时间开关已关闭）",
  change: "修改预定限制",
  times: "预定时间设置",
  scope: "预定范围设置",
  send: "发送此项",
  timeSwitch: "预定时间开关",
  daysInAdvance: "最早可提前预定的天数",
  openingHour: "开放当天开始预定的时间",
  startTime: "每日可预定时间范围：开始",
  endTime: "每日可预定时间范围：结束",
  maxDuration: "单次可预定时长上限（小时）",
  approvalSwitch: "预定审批开关",
  approvalCondition: "预定审批条件",
  conditionAll: "所有预定均需审批",
  conditionLong: "满足条件的需审批",
  meetingDuration: "审批时长：超过该时长（小时）的预定需要审批",
  approvers: "审批人列表",
  allowAllUsers: "可预定成员范围",
  allUsers: "全部成员",
  someUsers: "部分成员",
  allowUsers: "可预定成员列表",
  allowDepts: "可预定部门列表",
  coverChildren: "覆盖子层级及会议室",
  timeHint: "HH:MM，00:00–24:00",
  keptWhileOff: "会保存，但开关已关闭。",
  keptForAll: "会保存，但当前全部成员均可预定。",
  add: "按名称添加",
  remove: (name) => `移除 ${name}`,
  nobodyFound: "没有匹配的名称",
  changedElsewhere: "编辑期间，预定限制已在别处修改。",
  takeOver: "显示最新值，放弃当前编辑",
  save: "保存",
  saving: "正在保存…",
  discard: "放弃修改",
  nothingToSend: "尚未修改。",
  willSend: (blocks) => `将发送 ${listZh(blocks)}。`,
  wouldBeRefused: "会被拒绝",
  eventsToCome: (count) => (count === 0 ? "无事件" : `${countZh(count)} 个事件`),
  preview: "将推送的事件",
  previewEmpty: "修改上面的设置后，保存前即可在此看到事件。",
  previewRefused: "不会推送：飞书会拒绝这次修改。",
  request: "保存时的 API 调用",
  eventFor: (app, place) => `应用 ${app}：${place} 的事件`,
  byWebhook: "推送到请求地址",
  byConnection: "通过长连接推送",
  moreEvents: (count) => `另有 ${countZh(count)} 个事件`,
  noEvent: "没有应用会收到事件。",
  untold: {
    "no-permission": (app) => `${app} 不会收到：未开通 vc:room 或 vc:room:readonly 权限。`,
    "not-subscribed": (app) => `${app} 不会收到：未订阅该事件。`,
    "nowhere-to-send": (app) => `${app} 不会收到：商店应用未配置请求地址。`,
  },
  follows: (levels, rooms, blocks) =>
    `其下 ${countZh(levels)} 个层级、${countZh(rooms)} 个会议室将跟随，各自的 ${listZh(blocks)} 会被覆盖。`,
  followsNot: "其下的层级和会议室保持不变。",
  saved: "已保存。",
  savedEvents: (count) => `已产生 ${count} 个事件：`,
  savedNoEvent: "目前没有推送事件。",
  allOfThis: "查看与此相关的全部推送",
  refused: (code, msg) => `被拒绝，错误码 ${code}：${msg}`,
  unreachable: "无法连接 mocklark，未保存。",
  status: { pending: "推送中", succeeded: "推送成功", "given-up": "推送失败", cancelled: "已取消" },
  rules: {
    "time/end-after-start": "结束时间须晚于开始时间。",
    "time/end-without-start": "未设置开始时间时，结束时间须不早于 00:01。",
    "time/start-without-end": "未设置结束时间时，开始时间须早于 24:00。",
    "approval/switch-needs-condition": "选择预定审批条件。",
    "approval/no-switch-needs-condition": "选择预定审批条件。",
    "approval/switch-needs-approver": "打开预定审批开关后，至少需要一位审批人。",
    "approval/condition-needs-duration": "填写超过几小时的预定需要审批。",
    "reserve-scope/somebody-allowed": "至少添加一位成员或一个部门。",
    "reserve-scope/all-users-required": "选择全部成员或部分成员。",
    "reserve-scope/at-most-500": "成员和部门合计最多 500 个。",
  },
  ranges: {
    days_in_advance: "须为 1–730 的整数。",
    max_duration: "须为 1–99 的整数（小时）。",
    meeting_duration: "须为 0.1–99 小时。",
    opening_hour: "须为 00:00–24:00 之间的时间。",
    start_time: "须为 00:00–24:00 之间的时间。",
    end_time: "须为 00:00–24:00 之间的时间。",
  },
  codes: {
    126012: "成员和部门最多 500 个。",
    126013: "其中有租户中不存在的成员。",
    126014: "其中有租户中不存在的部门。",
  },
};
