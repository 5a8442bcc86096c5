package io.campaignpulse.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * What something took of wall clock and of all processors.
 *
 * @param wallNanos elapsed time
 * @param cpuNanos processor time of the whole process, the broker and the collector included
 */
public record Effort(long wallNanos, long cpuNanos) {

  /** Something that can be measured. */
  interface Work {
    void run() throws Exception;
  }

  static Effort of(Work work) throws Exception {
    Effort before = soFar();
    work.run();
    return soFar().minus(before);
  }

  /** What the process has taken until now; of wall clock from an instant of no meaning. */
  public static Effort soFar() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return new Effort(System.nanoTime(), system.getProcessCpuTime());
  }

  /** What was taken since an earlier reading. */
  public Effort minus(Effort earlier) {
    return new Effort(wallNanos - earlier.wallNanos, cpuNanos - earlier.cpuNanos);
  }

  double perSecond(long events) {
    return events / (wallNanos / 1e9);
  }

  /** Processor time of an event, in microseconds. */
  public double coreMicrosPerEvent(long events) {
    return cpuNanos / 1e3 / events;
  }
}
