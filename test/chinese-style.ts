/** Words that Feishu does not use, or uses for something else, and what stands for them. */
export const avoidedWords: readonly (readonly [avoided: RegExp, better: string])[] = [
  [/长链接|长链|持久连接/u, "长连接"],
  [/网络钩子/u, "Webhook"],
  [/回调地址|回调网址|请求网址/u, "请求地址"],
  [/接收器|接收方|消费者/u, "接收端"],
  [/连接端/u, "客户端"],
  [/投递|送达|派发|下发/u, "推送"],
  [/企图|阶梯|梯子/u, "尝试, 重试间隔"],
  [/回答|应答|响应码|返回码/u, "响应, 状态码"],
  [/签收|确认收到/u, "响应"],
  [/副本|拷贝/u, "重复事件"],
  [/防抖|消重/u, "去重"],
  [/最少一次/u, "至少发送一次"],
  [/心跳包/u, "ping, pong"],
  [/质询|挑战/u, "challenge"],
  [/加密密钥|校验令牌/u, "Encrypt Key, Verification Token"],
  [/裸推|暗文/u, "明文推送, 密文"],
  [/报头|报文体|裸体/u, "请求头, 请求体"],
  [/房间|楼层/u, "会议室, 层级"],
  [/预订|预约/u, "预定"],
  [/秘钥/u, "密钥, 凭证"],
  [/仿真|假租户/u, "模拟器, 模拟租户"],
  [/合约/u, "契约"],
  [/判决/u, "结论"],
  [/见证/u, "观测点"],
  [/杀伤/u, "检出矩阵"],
  [/空跑|干跑/u, "试运行"],
  [/抱歉|您|我们|亲爱/u, "no address at all"],
  [/(?<!证书|并)不确定/u, "无法判定"],
  [/[！]/u, "。"],
  [/\d *[~～] *\d/u, "–"],
  [/“|”|‘|’/u, "「」"],
];

/** How Chinese stands beside other letters and between its own marks. */
export const spacing = {
  "a space between Han and Latin letters or digits":
    /\p{Script=Han}[A-Za-z\d]+|[A-Za-z\d]+\p{Script=Han}/u,
  "none beside full-width marks": /.. [，。：；？（）、「」].?|[，。：；？（）、「」] ../u,
  "full-width marks beside Han": /\p{Script=Han}[,;:?!()]\p{Script=Han}?/u,
} as const;

/** What Feishu shows is quoted as it is, and code and addresses are no words of ours. */
export const ownWordsIn = (text: string): string =>
  text.replace(/`[^`]*`|https?:[\w./:?=&%#-]+/g, "`…`").replace(/「[^」]*」/g, "「」");
