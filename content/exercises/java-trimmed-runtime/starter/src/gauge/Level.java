package gauge;

import java.time.Instant;

/** The height of the water in centimetres at a moment. */
record Level(Instant at, int centimetres) {
  /** Reads "412", or throws NumberFormatException. */
  static Level parse(String text, Instant at) {
    return new Level(at, Integer.parseInt(text.strip()));
  }

  String toJson() {
    return "{\"at\":\"%s\",\"centimetres\":%d}".formatted(at, centimetres);
  }
}
