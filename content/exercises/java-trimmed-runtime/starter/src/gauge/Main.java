package gauge;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Logger;

/** Takes the water level by PUT /level and gives the latest one by GET /level. */
public final class Main {
  private static final Logger LOG = Logger.getLogger("gauge");
  private static final AtomicReference<Level> LATEST = new AtomicReference<>();

  public static void main(String[] args) throws IOException {
    var server = HttpServer.create(new InetSocketAddress(8080), 0);
    server.createContext("/health", (exchange) -> answer(exchange, 200, "ok\n"));
    server.createContext("/level", Main::level);
    server.setExecutor(Executors.newFixedThreadPool(4));
    server.start();
    LOG.info("listening on 8080");
    // Requests under way have two seconds to be answered.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> server.stop(2)));
  }

  private static void level(HttpExchange exchange) throws IOException {
    switch (exchange.getRequestMethod()) {
      case "PUT" -> {
        var body = exchange.getRequestBody().readAllBytes();
        try {
          var text = new String(body, StandardCharsets.UTF_8);
          LATEST.set(Level.parse(text, Instant.now()));
          answer(exchange, 204, "");
        } catch (NumberFormatException error) {
          answer(exchange, 400, "a number, please\n");
        }
      }
      case "GET" -> {
        var latest = LATEST.get();
        if (latest == null) answer(exchange, 404, "no level yet\n");
        else answer(exchange, 200, latest.toJson() + "\n");
      }
      default -> answer(exchange, 405, "GET or PUT\n");
    }
  }

  private static void answer(HttpExchange exchange, int status, String text)
      throws IOException {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    try (exchange) {
      exchange.getResponseBody().write(bytes);
    }
  }
}
