package io.campaignpulse.testing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.campaignpulse.event.Topic;
import java.util.List;
import java.util.Locale;

/**
 * Renamings of a generated world's campaigns: names given up, taken over by another campaign and
 * shared by several, and interactions that say the old and the new ones.
 */
final class TestingWorldNames {

  private static final List<String> NAMES = List.of("Spring Alpha", "Spring Beta", "Sale");

  private final TestingWorldLines world;

  TestingWorldNames(TestingWorldLines world) {
    this.world = world;
  }

  /** Renames some campaigns, and refers to some by a name of which it is not sure whose it is. */
  void rename() {
    for (ObjectNode row : List.copyOf(world.of(Topic.CAMPAIGNS))) {
      for (int revision = 0; revision < world.random().nextInt(3); revision++) {
        ObjectNode renamed = row.deepCopy();
        renamed.put("name", name());
        renamed.put("revision", 2 + revision);
        if (world.once(2)) {
          renamed.putArray("aliases").add(name());
        }
        world.of(Topic.CAMPAIGNS).add(renamed);
      }
    }
    for (ObjectNode contact : world.of(Topic.INTERACTIONS)) {
      if (contact.has("campaignName") && world.once(2)) {
        String name = name();
        contact.put("campaignName", world.once(2) ? name : name.toUpperCase(Locale.ROOT));
      }
    }
  }

  private String name() {
    return world.own(world.oneOf(NAMES.toArray(String[]::new)));
  }
}
