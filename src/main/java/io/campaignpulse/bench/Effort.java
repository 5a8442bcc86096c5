package io.campaignpulse.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * What something took of wall clock and of all processors.
 *
 * @param wallNanos elapsed time
 * @param cpuNanos processor time of the whole process, the broker and the collector included
 */
record Effort(long wallNanos, long cpuNanos) {

  /** Something that can be measured. */
  interface Work {
    void run() throws Exception;
  }

  static Effort of(Work work) throws Exception {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    long cpu = system.getProcessCpuTime();
    long wall = System.nanoTime();
    work.run();
    return new Effort(System.nanoTime() - wall, system.getProcessCpuTime() - cpu);
  }

  double perSecond(long events) {
    return events / (wallNanos / 1e9);
  }

  double coreMicrosPerEvent(long events) {
    return cpuNanos / 1e3 / events;
  }
}
