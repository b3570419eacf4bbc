package gauge;

import java.time.Instant;

/** Run with java -ea after compiling src and test together. */
final class LevelTest {
  public static void main(String[] args) {
    var level = Level.parse(" 412\n", Instant.EPOCH);
    assert level.centimetres() == 412;
    assert level.toJson().equals("{\"at\":\"1970-01-01T00:00:00Z\",\"centimetres\":412}");
    System.out.println("ok");
  }
}
