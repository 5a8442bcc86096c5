package io.campaignpulse.simulation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.campaignpulse.event.Campaign;
import io.campaignpulse.event.ChannelLags;
import io.campaignpulse.event.FxRate;
import io.campaignpulse.event.IdentityEvent;
import io.campaignpulse.event.Interaction;
import io.campaignpulse.event.InventoryEvent;
import io.campaignpulse.event.LagShare;
import io.campaignpulse.event.LeadEvent;
import io.campaignpulse.event.OrderEvent;
import io.campaignpulse.event.OrderLine;
import io.campaignpulse.event.PlanDefinition;
import io.campaignpulse.event.Promotion;
import io.campaignpulse.event.PromotionItem;
import io.campaignpulse.event.SpendReport;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A delivery as a JSON line of a replay's input: field names and units of the contract. */
final class DeliveryJson {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private DeliveryJson() {}

  /** The line, without its end; of garbage the bytes as they are but for line ends. */
  static String line(Delivery delivery) {
    ObjectNode json = MAPPER.createObjectNode();
    if (delivery.payload() instanceof Payload.Garbage garbage) {
      return new String(garbage.bytes(), StandardCharsets.ISO_8859_1).replaceAll("[\\r\\n]", "?");
    } else if (delivery.payload() instanceof Payload.Typed typed) {
      json.put("eventTime", typed.event().eventTime());
      json.put("arrivalTime", delivery.arrivalTime());
      write(typed.event(), json);
    } else if (delivery.payload() instanceof Payload.Row row) {
      write(row.row(), json);
    }
    return json.toString();
  }

  private static void write(Object record, ObjectNode json) {
    if (record instanceof Interaction e) {
      interaction(e, json);
    } else if (record instanceof OrderEvent e) {
      order(e, json);
    } else if (record instanceof LeadEvent e) {
      lead(e, json);
    } else if (record instanceof SpendReport e) {
      spend(e, json);
    } else if (record instanceof InventoryEvent e) {
      text(json, "eventId", e.eventId());
      text(json, "sku", e.sku());
      text(json, "location", e.location());
      micros(json, "onHand", e.onHandMicros());
      micros(json, "received", e.receivedMicros());
    } else if (record instanceof IdentityEvent e) {
      text(json, "visitorId", e.visitorId());
      text(json, "customerId", e.customerId());
      json.put("linked", e.linked());
    } else if (record instanceof Campaign r) {
      campaign(r, json);
    } else if (record instanceof Promotion r) {
      promotion(r, json);
    } else if (record instanceof PlanDefinition r) {
      plan(r, json);
    } else if (record instanceof ChannelLags r) {
      channelLags(r, json);
    } else if (record instanceof FxRate r) {
      text(json, "currency", r.currency());
      json.put("validFrom", r.validFrom());
      text(json, "rate", r.rate().toPlainString());
    } else {
      throw new IllegalArgumentException("the market has no " + record.getClass().getSimpleName());
    }
  }

  private static void interaction(Interaction e, ObjectNode json) {
    text(json, "eventId", e.eventId());
    text(json, "type", e.type().name());
    text(json, "visitorId", e.visitorId());
    text(json, "customerId", e.customerId());
    text(json, "campaignId", e.campaignId());
    text(json, "channel", e.channel());
    text(json, "pageUrl", e.pageUrl());
    text(json, "referrer", e.referrer());
    text(json, "promotionId", e.promotionId());
    text(json, "region", e.region());
    text(json, "device", e.device());
    text(json, "userAgent", e.userAgent());
  }

  private static void order(OrderEvent e, ObjectNode json) {
    text(json, "eventId", e.eventId());
    text(json, "orderId", e.orderId());
    text(json, "status", e.status().name());
    text(json, "customerId", e.customerId());
    text(json, "visitorId", e.visitorId());
    text(json, "currency", e.currency());
    text(json, "salesChannel", e.salesChannel() == null ? null : e.salesChannel().name());
    text(json, "dealerId", e.dealerId());
    text(json, "couponCode", e.couponCode());
    micros(json, "amount", e.amountMicros());
    micros(json, "shipping", e.shippingMicros());
    micros(json, "tax", e.taxMicros());
    if (e.revision() != null) {
      json.put("revision", e.revision());
    }
    ArrayNode lines = json.putArray("lines");
    for (OrderLine line : e.lines()) {
      ObjectNode node = lines.addObject();
      text(node, "sku", line.sku());
      micros(node, "quantity", line.quantityMicros());
      micros(node, "unitPrice", line.unitPriceMicros());
      micros(node, "discount", line.discountMicros());
      micros(node, "unitCost", line.unitCostMicros());
      text(node, "promotionId", line.promotionId());
    }
  }

  private static void lead(LeadEvent e, ObjectNode json) {
    text(json, "eventId", e.eventId());
    text(json, "leadId", e.leadId());
    text(json, "stage", e.stage().name());
    if (e.reopened()) {
      json.put("reopened", true);
    }
    text(json, "visitorId", e.visitorId());
    micros(json, "value", e.valueMicros());
    text(json, "currency", e.currency());
    text(json, "owner", e.owner());
    text(json, "dealerId", e.dealerId());
    if (e.contactedTime() != null) {
      json.put("contactedTime", e.contactedTime());
    }
  }

  private static void spend(SpendReport e, ObjectNode json) {
    text(json, "campaignId", e.campaignId());
    text(json, "channel", e.channel());
    json.put("periodStart", e.periodStart());
    json.put("periodEnd", e.periodEnd());
    text(json, "currency", e.currency());
    micros(json, "cost", e.costMicros());
    json.put("revision", e.revision());
    json.put("impressions", e.impressions());
    json.put("clicks", e.clicks());
  }

  private static void campaign(Campaign r, ObjectNode json) {
    text(json, "campaignId", r.campaignId());
    text(json, "name", r.name());
    text(json, "department", r.department());
    texts(json, "channels", r.channels());
    json.put("startTime", r.startTime());
    json.put("endTime", r.endTime());
    text(json, "currency", r.currency());
    micros(json, "dailyBudget", r.dailyBudgetMicros());
    micros(json, "totalBudget", r.totalBudgetMicros());
    ObjectNode targets = json.putObject("targets");
    r.targets().forEach(targets::put);
    texts(json, "couponCodes", r.couponCodes());
    texts(json, "dealerIds", r.dealerIds());
  }

  private static void promotion(Promotion r, ObjectNode json) {
    text(json, "promotionId", r.promotionId());
    text(json, "campaignId", r.campaignId());
    text(json, "name", r.name());
    json.put("startTime", r.startTime());
    json.put("endTime", r.endTime());
    text(json, "curve", r.curve());
    ArrayNode items = json.putArray("items");
    for (PromotionItem item : r.items()) {
      ObjectNode node = items.addObject();
      text(node, "sku", item.sku());
      micros(node, "targetUnits", item.targetUnitsMicros());
      micros(node, "openingStock", item.openingStockMicros());
      micros(node, "listPrice", item.listPriceMicros());
      micros(node, "promoPrice", item.promoPriceMicros());
      micros(node, "unitCost", item.unitCostMicros());
      micros(node, "baselineDailyUnits", item.baselineDailyUnitsMicros());
    }
  }

  private static void plan(PlanDefinition r, ObjectNode json) {
    text(json, "planId", r.planId());
    text(json, "name", r.name());
    text(json, "parentId", r.parentId());
    text(json, "measure", r.measure());
    micros(json, "goal", r.goalMicros());
    json.put("startTime", r.startTime());
    json.put("endTime", r.endTime());
    text(json, "curve", r.curve());
    text(json, "campaignId", r.campaignId());
    text(json, "channel", r.channel());
    text(json, "department", r.department());
    text(json, "dealerId", r.dealerId());
    text(json, "promotionId", r.promotionId());
  }

  private static void channelLags(ChannelLags r, ObjectNode json) {
    text(json, "channel", r.channel());
    text(json, "conversionType", r.conversionType().name());
    ArrayNode shares = json.putArray("shares");
    for (LagShare share : r.shares()) {
      ObjectNode node = shares.addObject();
      text(node, "age", Duration.ofMillis(share.age()).toString());
      node.put("share", share.share());
    }
  }

  private static void text(ObjectNode json, String name, @Nullable String value) {
    if (value != null) {
      json.put(name, value);
    }
  }

  private static void micros(ObjectNode json, String name, @Nullable Long value) {
    if (value != null) {
      json.put(name, BigDecimal.valueOf(value, 6).stripTrailingZeros().toPlainString());
    }
  }

  private static void texts(ObjectNode json, String name, List<String> values) {
    ArrayNode array = json.putArray(name);
    values.forEach(array::add);
  }
}
