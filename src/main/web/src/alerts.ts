import type { Alert, Decomposition } from './board';
import { numeric, signedPercent, words } from './format';

/** Whether this browser is read in Chinese. */
export const chinese = navigator.language.toLowerCase().startsWith('zh');

type Words = Readonly<Record<string, readonly [english: string, chinese: string]>>;

const CAUSES: Words = {
  FEED_STALLED: ['Nothing comes from a source at all', '某个数据源完全没有数据'],
  TRACKING_BROKEN: ['Clicks continue, conversions have stopped: tracking is broken', '点击仍在，转化停止：跟踪已失效'],
  COST_LATE: ['Cost is reported late', '成本上报延迟'],
  FX_RATE_MISSING: ['No exchange rate is known: events are refused', '缺少汇率：数据被拒收'],
  TRACKING_PARTIAL: ['Orders arrive without the visits before them: tracking loses visits', '订单缺少此前的访问：跟踪丢失访问'],
  TAGGING_LOST: ['Clicks arrive without the campaign’s name', '点击未带活动标记'],
  TRACKING_DOUBLE: ['Orders arrive twice', '订单重复到达'],
  COST_RESTATED: ['Cost was restated', '成本被重新上报'],
  OUT_OF_STOCK: ['There is nothing left to sell', '已无库存可售'],
  INVALID_TRAFFIC: ['Crawlers and bots click', '爬虫与机器人点击'],
  DEMAND_WEAK: ['Demand below expectation', '需求弱于预期'],
  EFFICIENCY_LOW: ['It costs more than expected', '投放效率低于预期'],
  BUDGET_OVERSPENT: ['More is spent than the budget allows', '花费超出预算'],
  BUDGET_UNDERSPENT: ['The budget is heading to stay unspent', '预算可能花不完'],
  RESPONSE_SLOW: ['Sales don’t answer', '销售跟进过慢'],
  RETURNS_HIGH: ['Too much comes back', '退货过多'],
};

const REASONS: Words = {
  CLEARED_BEFORE_FIRING: ['it cleared before it fired', '触发前已恢复'],
  TOO_LITTLE_DATA: ['it can no longer be judged', '数据不足，无法继续判断'],
  RULE_CHANGED: ['its rule was changed', '规则已更改'],
  ENDED: ['it has ended', '活动已结束'],
  INHIBITED: ['another alert explains it', '已由另一告警解释'],
  SOURCE_SILENT: ['its source is silent or late', '数据源静默或延迟'],
  LAGS_CHANGED: ['conversion lags have changed and are learned again', '转化延迟已变化，正在重新学习'],
  CALENDAR: ['a known event of the calendar', '日历中的已知活动'],
  LEARNING: ['too little is known yet', '学习中'],
  LATE_CONVERSIONS: ['conversions that had happened before came later', '此前的转化较晚到达'],
  CREDIT_MOVED: ['conversions were credited anew', '转化归因被重新分配'],
  COST_RESTATED: ['cost was restated', '成本被重新上报'],
  RETURNS_RESTATED: ['returns were counted anew', '退货被重新统计'],
};

const STATES: Words = {
  PENDING: ['Pending', '待定'],
  FIRING: ['Firing', '告警中'],
  PAUSED: ['Paused', '已暂停'],
  RESOLVED: ['Resolved', '已恢复'],
  RETRACTED: ['Retracted', '已撤回'],
};

function told(of: Words, constant: string): string {
  const known = of[constant];
  return known ? known[chinese ? 1 : 0] : words(constant);
}

/** The state in a word: one that should never have fired is withdrawn. */
export function stateWord(alert: Alert): string {
  return told(STATES, alert.state);
}

/** What is behind it, in words; null where nobody knows. */
export function causeWords(alert: Alert): string | null {
  return alert.cause === null ? null : told(CAUSES, alert.cause);
}

/** Why it is in its state, in words; null where that is the plain verdict. */
export function reasonWords(alert: Alert): string | null {
  return alert.reason === null ? null : told(REASONS, alert.reason);
}

/** What is wrong with what, in the language of the reader. */
export function headline(alert: Alert): string {
  return chinese && alert.headlineZh ? alert.headlineZh : alert.headline;
}

/** The sentences in the language of the reader. */
export function summary(alert: Alert): string {
  return chinese && alert.summaryZh ? alert.summaryZh : alert.summary;
}

/** What to do about it, in the language of the reader; null where there is nothing to do. */
export function advice(alert: Alert): string | null {
  return chinese && alert.recommendedActionZh ? alert.recommendedActionZh : alert.recommendedAction;
}

/** Whether it still lasts. */
export function lasts(alert: Alert): boolean {
  return alert.state !== 'RESOLVED' && alert.state !== 'RETRACTED';
}

/** Whether somebody does not want to hear of it now. */
export function snoozed(alert: Alert, now: number): boolean {
  return alert.snoozedUntil !== null && Date.parse(alert.snoozedUntil) > now;
}

const URGENCY = { FIRING: 0, PAUSED: 1, PENDING: 1, RESOLVED: 2, RETRACTED: 2 } as const;
const WEIGHT = { CRITICAL: 0, WARNING: 1, INFO: 2 } as const;

/** What needs attention first: what is firing and nobody has put off; of these the dearest. */
export function byAttention(now: number): (a: Alert, b: Alert) => number {
  const urgency = (alert: Alert) => {
    const of = URGENCY[alert.state];
    return lasts(alert) && snoozed(alert, now) ? 1.5 : of;
  };
  const risk = (alert: Alert) => numeric(alert.moneyAtRisk) ?? -Infinity;
  return (a, b) =>
    urgency(a) - urgency(b) ||
    (lasts(a) ? compare(risk(b), risk(a)) || WEIGHT[a.severity] - WEIGHT[b.severity] : 0) ||
    b.updatedAt.localeCompare(a.updatedAt) ||
    a.alertId.localeCompare(b.alertId);
}

// A difference of two infinities is no number.
function compare(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

/** A part of a miss: its name, its factor in words, and its share of the largest, in [−1, 1]. */
export interface Part {
  readonly label: string;
  readonly factor: string;
  readonly share: number;
}

const PARTS: readonly (readonly [keyof Decomposition, string])[] = [
  ['traffic', 'Traffic'],
  ['conversion', 'Conversion'],
  ['orderValue', 'Order value'],
  ['availability', 'Availability'],
];

/** What a miss is made of, drawn to one scale. */
export function parts(of: Decomposition): readonly Part[] {
  const most = Math.max(...PARTS.map(([key]) => Math.abs(of[key])), 1e-9);
  return PARTS.map(([key, label]) => ({
    label,
    factor: signedPercent(Math.exp(of[key]) - 1),
    share: of[key] / most,
  }));
}
