package io.campaignpulse.server;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The records of a request body, each as its own bytes: the elements of a JSON array, the lines of
 * JSON Lines (blank lines are none), or one JSON object.
 */
final class BodyRecords {

  private static final JsonFactory JSON = new JsonFactory();

  private BodyRecords() {}

  /** A body of {@code application/json}: an array or one object. */
  static List<byte[]> ofDocument(byte[] body, int most) {
    try (JsonParser parser = JSON.createParser(body)) {
      JsonToken first = parser.nextToken();
      if (first != JsonToken.START_ARRAY) {
        return List.of(body);
      }
      List<byte[]> records = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        int from = Math.toIntExact(parser.currentTokenLocation().getByteOffset());
        if (from < 0) {
          // The parser knows no places in texts it first has to convert.
          throw malformed("expected UTF-8");
        }
        parser.skipChildren();
        parser.finishToken();
        int to = Math.toIntExact(parser.currentLocation().getByteOffset());
        add(records, Arrays.copyOfRange(body, from, to), most);
      }
      if (parser.nextToken() != null) {
        throw malformed("there is something after the array");
      }
      return records;
    } catch (JsonProcessingException e) {
      throw malformed(e.getOriginalMessage());
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory are always readable", e);
    }
  }

  /** A body of JSON Lines. */
  static List<byte[]> ofLines(byte[] body, int most) {
    List<byte[]> records = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= body.length; i++) {
      if (i == body.length || body[i] == '\n') {
        byte[] line = Arrays.copyOfRange(body, start, i);
        if (!isBlank(line)) {
          add(records, line, most);
        }
        start = i + 1;
      }
    }
    return records;
  }

  private static void add(List<byte[]> records, byte[] item, int most) {
    if (records.size() == most) {
      throw new Problem.Raised(
          Problem.bodyTooLarge("More than " + most + " records in one request."));
    }
    records.add(item);
  }

  private static boolean isBlank(byte[] line) {
    for (byte b : line) {
      if (b != ' ' && b != '\t' && b != '\r') {
        return false;
      }
    }
    return true;
  }

  private static Problem.Raised malformed(String why) {
    return new Problem.Raised(Problem.malformedBody("Not a JSON document: " + why));
  }
}
