import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Answers every request with what its clocks say since the start, and which of its timers have fired. */
public class JavaClock {
    static volatile boolean scheduled;
    static volatile boolean timer;
    static volatile boolean slept;

    public static void main(String[] args) throws Exception {
        long startedMs = System.currentTimeMillis();
        long startedNanos = System.nanoTime();
        Instant startedAt = Instant.now();
        ScheduledExecutorService executor = Executors.newScheduledThreadPool(1);
        executor.schedule(() -> { scheduled = true; }, 3600, TimeUnit.SECONDS);
        new java.util.Timer(true).schedule(new java.util.TimerTask() {
            @Override
            public void run() {
                timer = true;
            }
        }, 3_600_000);
        Thread sleeper = new Thread(() -> {
            try {
                Thread.sleep(3_600_000);
                slept = true;
            } catch (InterruptedException ignored) {
                // It is not interrupted.
            }
        });
        sleeper.setDaemon(true);
        sleeper.start();

        int port = Integer.parseInt(System.getenv("PORT"));
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
        server.setExecutor(Executors.newFixedThreadPool(4));
        server.createContext("/", exchange -> {
            if (exchange.getRequestURI().getPath().endsWith("/nap")) {
                nap();
            }
            String body = String.format(java.util.Locale.ROOT,
                "{\"wall\":%f,\"monotonic\":%f,\"date\":%f,"
                    + "\"fired\":{\"schedule\":%b,\"timer\":%b,\"sleep\":%b}}",
                (System.currentTimeMillis() - startedMs) / 1e3,
                (System.nanoTime() - startedNanos) / 1e9,
                java.time.Duration.between(startedAt, Instant.now()).toMillis() / 1e3,
                scheduled, timer, slept);
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    static void nap() {
        ScheduledExecutorService executor = Executors.newScheduledThreadPool(1);
        try {
            Thread.sleep(100);
            executor.schedule(() -> { }, 100, TimeUnit.MILLISECONDS).get(30, TimeUnit.SECONDS);
            new CompletableFuture<Void>().get(100, TimeUnit.MILLISECONDS);
        } catch (TimeoutException expected) {
            // What was waited for.
        } catch (Exception other) {
            throw new IllegalStateException(other);
        } finally {
            executor.shutdownNow();
        }
    }
}
