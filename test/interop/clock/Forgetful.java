import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A receiver without an Encrypt Key that is good but for its memory of event ids, which ends after FORGETS_AFTER_S.
 * FORGETS_BY says by which clock: millis, nano (as Caffeine's caches), instant, or timer (an
 * executor's).
 */
public final class Forgetful {
  private static final long KEEP_MS = Long.parseLong(System.getenv("FORGETS_AFTER_S")) * 1000;
  private static final Map<String, LongSupplier> CLOCKS =
      Map.of(
          "millis", System::currentTimeMillis,
          "nano", () -> System.nanoTime() / 1_000_000,
          "instant", () -> Instant.now().toEpochMilli());
  private static final ScheduledExecutorService TIMERS = Executors.newScheduledThreadPool(1);
  private static final boolean BY_TIMER = "timer".equals(System.getenv("FORGETS_BY"));
  private static final LongSupplier NOW = CLOCKS.get(System.getenv("FORGETS_BY"));
  private static final Map<String, Long> SEEN = new ConcurrentHashMap<>();

  public static void main(String[] args) throws IOException {
    int port = Integer.parseInt(System.getenv("PORT"));
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
    server.setExecutor(Executors.newFixedThreadPool(4));
    server.createContext("/", Forgetful::handle);
    server.start();
  }

  private static void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String challenge = member(body, "challenge");
    boolean isOurs = System.getenv("MOCKLARK_VERIFICATION_TOKEN").equals(member(body, "token"));
    String eventId = member(body, "event_id");
    if (challenge == null && isOurs && eventId != null && isNew(eventId)) {
      System.out.println("{\"event_id\":\"" + eventId + "\",\"scope_id\":\"" + member(body, "scope_id") + "\"}");
    }
    byte[] answer = (challenge == null ? "{}" : "{\"challenge\":\"" + challenge + "\"}").getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(isOurs ? 200 : 401, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private static boolean isNew(String eventId) {
    if (BY_TIMER) {
      boolean isFirst = SEEN.putIfAbsent(eventId, 0L) == null;
      if (isFirst) TIMERS.schedule(() -> SEEN.remove(eventId), KEEP_MS, TimeUnit.MILLISECONDS);
      return isFirst;
    }
    long now = NOW.getAsLong();
    boolean[] isNew = {false};
    SEEN.compute(
        eventId,
        (id, at) -> {
          isNew[0] = at == null || now - at >= KEEP_MS;
          return isNew[0] ? now : at;
        });
    return isNew[0];
  }

  private static String member(String body, String name) {
    Matcher found = Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"]*)\"").matcher(body);
    return found.find() ? found.group(1) : null;
  }
}
