package io.campaignpulse.server;

import io.javalin.http.Context;
import java.io.IOException;

/** Request bodies up to a size, whether their length is declared or not. */
final class RequestBodies {

  private RequestBodies() {}

  static byte[] read(Context request, int most) {
    if (request.req().getContentLengthLong() > most) {
      throw tooLarge(most);
    }
    try {
      byte[] body = request.req().getInputStream().readNBytes(most + 1);
      if (body.length > most) {
        throw tooLarge(most);
      }
      return body;
    } catch (IOException e) {
      throw new Problem.Raised(Problem.malformedBody("The body ended before it was complete."));
    }
  }

  private static Problem.Raised tooLarge(int most) {
    return new Problem.Raised(Problem.bodyTooLarge("More than " + most + " bytes."));
  }
}
