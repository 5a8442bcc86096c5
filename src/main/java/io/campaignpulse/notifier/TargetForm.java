package io.campaignpulse.notifier;

import java.time.Instant;

/** How a kind of target is spoken to: the request it is sent, and what its reply means. */
interface TargetForm {

  /** The request of an attempt that is made now. */
  Message message(Attempt attempt, Instant now);

  /** What a reply other than 410, 429 and 503 means. */
  default Outcome judge(Reply reply) {
    return reply.isSuccess()
        ? new Outcome.Delivered()
        : Outcome.failed(
            reply.status() >= 300 && reply.status() < 400
                ? "HTTP " + reply.status() + ": redirects are not followed"
                : "HTTP " + reply.status());
  }
}
