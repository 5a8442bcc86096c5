package io.campaignpulse.channel;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The click ids that ad platforms add to the addresses they link to, in the order in which they are
 * looked for.
 */
public final class ClickIds implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * A click id.
   *
   * @param parameter its name in lower case
   * @param source the platform
   * @param medium what a click that was paid for comes by; null where unpaid links have the id too
   * @param onlyFrom the sources and referrers without which the parameter means something else;
   *     null if it always is a click id
   */
  record ClickId(
      String parameter, String source, @Nullable String medium, @Nullable HostSet onlyFrom)
      implements Serializable {}

  private final List<ClickId> ids = new ArrayList<>();

  private ClickIds(List<ListFile.Row> rows) {
    for (ListFile.Row row : rows) {
      String medium = row.text("medium");
      String onlyFrom = row.text("onlyFrom");
      ids.add(
          new ClickId(
              row.required("parameter").toLowerCase(Locale.ROOT),
              row.required("source").toLowerCase(Locale.ROOT),
              medium.isEmpty() ? null : medium.toLowerCase(Locale.ROOT),
              onlyFrom.isEmpty() ? null : new HostSet(List.of(onlyFrom.split(" +")))));
    }
  }

  /** The click ids that ship with the product. */
  public static ClickIds shipped() {
    return new ClickIds(ListFile.shipped("click-ids.csv"));
  }

  /**
   * Reads a list with the columns parameter, source, medium and onlyFrom.
   *
   * @throws IllegalArgumentException if it isn't one
   */
  public static ClickIds read(Path file) {
    return new ClickIds(ListFile.read(file));
  }

  /**
   * The first click id of an address; null if it has none.
   *
   * @param source the source that is known otherwise, in lower case
   * @param referrer the referring address
   */
  @Nullable ClickId in(WebAddress page, @Nullable String source, @Nullable String referrer) {
    if (page.parameters().isEmpty()) {
      return null;
    }
    for (ClickId id : ids) {
      if (page.parameter(id.parameter) != null && isFrom(id.onlyFrom, source, referrer)) {
        return id;
      }
    }
    return null;
  }

  private static boolean isFrom(
      @Nullable HostSet onlyFrom, @Nullable String source, @Nullable String referrer) {
    if (onlyFrom == null || (source != null && onlyFrom.contains(source))) {
      return true;
    }
    String host = WebAddress.of(referrer).host();
    return host != null && onlyFrom.contains(host);
  }
}
