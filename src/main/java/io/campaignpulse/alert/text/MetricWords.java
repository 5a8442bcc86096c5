package io.campaignpulse.alert.text;

import io.campaignpulse.metric.Metric;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** What a metric is called in a sentence, and how its values are written there. */
public record MetricWords(String english, String chinese, Form form) {

  /** How a value is written. */
  public enum Form {
    COUNT,
    PERCENT,
    MONEY,
    FACTOR
  }

  private static final MathContext THREE_DIGITS = new MathContext(3, RoundingMode.HALF_EVEN);

  public static MetricWords of(Metric metric) {
    return switch (metric) {
      case IMPRESSIONS -> count("Impressions", "展示次数");
      case CLICKS -> count("Clicks", "点击次数");
      case VISITS -> count("Visits", "访问次数");
      case INVALID_IMPRESSIONS -> count("Invalid impressions", "无效展示次数");
      case INVALID_CLICKS -> count("Invalid clicks", "无效点击次数");
      case INVALID_VISITS -> count("Invalid visits", "无效访问次数");
      case REACH -> count("Reach", "触达人数");
      case SPEND -> money("Spend", "花费");
      case PROVISIONAL_SPEND -> money("Provisional spend", "预估花费");
      case LEADS -> count("Leads", "线索数");
      case QUALIFIED_LEADS -> count("Qualified leads", "合格线索数");
      case ACCEPTED_LEADS -> count("Accepted leads", "已接受线索数");
      case OPPORTUNITIES -> count("Opportunities", "商机数");
      case WON_LEADS -> count("Won leads", "赢单数");
      case LOST_LEADS -> count("Lost leads", "输单数");
      case ORDERS -> count("Orders", "订单数");
      case NEW_CUSTOMERS -> count("New customers", "新客数");
      case UNITS -> count("Units sold", "销售件数");
      case GROSS_REVENUE -> money("Gross revenue", "总收入");
      case DISCOUNTS -> money("Discounts", "折扣");
      case REFUNDS -> money("Refunds", "退款");
      case NET_REVENUE -> money("Net revenue", "净收入");
      case COGS -> money("Cost of goods", "商品成本");
      case MARGIN -> money("Margin", "毛利");
      case CTR -> percent("Click-through rate", "点击率");
      case CPM -> money("Cost per thousand impressions", "千次展示成本");
      case CPC -> money("Cost per click", "单次点击成本");
      case FREQUENCY -> factor("Frequency", "频次");
      case CVR -> percent("Conversion rate", "转化率");
      case LEAD_RATE -> percent("Lead rate", "线索率");
      case CPL -> money("Cost per lead", "单条线索成本");
      case CPQL -> money("Cost per qualified lead", "单条合格线索成本");
      case QUALIFIED_RATE -> percent("Qualified rate", "线索合格率");
      case ACCEPT_RATE -> percent("Accept rate", "线索接受率");
      case WIN_RATE -> percent("Win rate", "赢单率");
      case CPA -> money("Cost per order", "单笔订单成本");
      case CPA_LIVE -> money("Cost per order with provisional spend", "单笔订单成本（含预估花费）");
      case CAC -> money("Cost per new customer", "获客成本");
      case ROAS -> factor("Return on ad spend", "广告支出回报率");
      case ROAS_LIVE -> factor("Return on ad spend with provisional spend", "广告支出回报率（含预估花费）");
      case POAS -> factor("Profit on ad spend", "广告支出利润率");
      case MER -> factor("Marketing efficiency ratio", "营销效率比");
      case AOV -> money("Average order value", "平均订单金额");
    };
  }

  /** A value as a person writes it, in no locale's way: digits, a point and the unit. */
  public String write(double value, String currency) {
    BigDecimal exact = BigDecimal.valueOf(value);
    return switch (form) {
      case COUNT -> plain(exact.setScale(2, RoundingMode.HALF_EVEN));
      case PERCENT -> plain(exact.movePointRight(2).round(THREE_DIGITS)) + " %";
      case MONEY -> money(exact, currency);
      case FACTOR -> plain(exact.round(THREE_DIGITS));
    };
  }

  public static String money(BigDecimal amount, String currency) {
    return amount.setScale(2, RoundingMode.HALF_EVEN).toPlainString() + " " + currency;
  }

  /** A count of what may be fractional: a tenth is precise enough for a sentence. */
  public static String count(double value) {
    return plain(BigDecimal.valueOf(value).setScale(1, RoundingMode.HALF_EVEN));
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  private static MetricWords count(String english, String chinese) {
    return new MetricWords(english, chinese, Form.COUNT);
  }

  private static MetricWords percent(String english, String chinese) {
    return new MetricWords(english, chinese, Form.PERCENT);
  }

  private static MetricWords money(String english, String chinese) {
    return new MetricWords(english, chinese, Form.MONEY);
  }

  private static MetricWords factor(String english, String chinese) {
    return new MetricWords(english, chinese, Form.FACTOR);
  }
}
