package mocklark.interop;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Remembers for a day which events have had their effect, also across restarts. Feishu delivers at
 * least once: a retry whose answer was lost, or a plain duplicate, carries the same event_id.
 *
 * <p>The file holds one "&lt;unix ms&gt; &lt;event_id&gt;" per line and only grows. With a database,
 * keep the ids in a table with a unique key and insert in the transaction of the effect.
 */
final class HandledEvents {
  // Longer than Feishu's last retry (7 h 5 min 15 s) and than any signature is accepted.
  private static final long KEEP_MS = Duration.ofHours(24).toMillis();
  private static final long SWEEP_MS = Duration.ofHours(1).toMillis();
  private static final Pattern LINE = Pattern.compile("(?m)^(\\d{1,18}) (\\S+)$");

  private record Outcome(long atMs, CompletableFuture<Void> decided) {}

  private final ConcurrentMap<String, Outcome> outcomes = new ConcurrentHashMap<>();
  private final AtomicLong sweptAtMs = new AtomicLong(System.currentTimeMillis());
  private final FileChannel file;

  /** Reads the ids already handled from {@code path}; null or "" means memory only. */
  HandledEvents(String path) throws IOException {
    if (path == null || path.isEmpty()) {
      file = null;
      return;
    }
    Path state = Path.of(path);
    file = FileChannel.open(state, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    String content = Files.readString(state, StandardCharsets.ISO_8859_1);
    LINE.matcher(content).results().forEach(this::remember);
    // A crash may have torn the last line: end it, so that the next id is not glued to it.
    if (!content.isEmpty() && !content.endsWith("\n")) {
      append("\n");
    }
  }

  private void remember(MatchResult line) {
    Outcome handled =
        new Outcome(Long.parseLong(line.group(1)), CompletableFuture.completedFuture(null));
    if (!isOld(handled)) {
      outcomes.put(line.group(2), handled);
    }
  }

  /**
   * Runs {@code effect} unless the event has had it, and returns only when that is on disk. Whoever
   * brings the same event at the same time waits for the first and shares its result. A failed
   * effect is forgotten, so that a retry may try.
   */
  void once(String eventId, Runnable effect) throws IOException {
    forgetOld();
    Outcome mine = new Outcome(System.currentTimeMillis(), new CompletableFuture<>());
    Outcome earlier = outcomes.putIfAbsent(eventId, mine);
    if (earlier != null) {
      share(earlier);
      return;
    }
    try {
      effect.run();
      append(mine.atMs + " " + eventId + "\n");
      mine.decided.complete(null);
    } catch (Throwable error) {
      outcomes.remove(eventId);
      mine.decided.completeExceptionally(error);
      throw error;
    }
  }

  /** Bounds the memory. Once an hour is enough. */
  private void forgetOld() {
    long nowMs = System.currentTimeMillis();
    long lastMs = sweptAtMs.get();
    if (nowMs - lastMs > SWEEP_MS && sweptAtMs.compareAndSet(lastMs, nowMs)) {
      outcomes.values().removeIf(HandledEvents::isOld);
    }
  }

  private static boolean isOld(Outcome outcome) {
    return System.currentTimeMillis() - outcome.atMs > KEEP_MS;
  }

  private static void share(Outcome earlier) throws IOException {
    try {
      earlier.decided.join();
    } catch (CompletionException error) {
      throw new IOException("the same event failed a moment ago", error.getCause());
    }
  }

  private void append(String text) throws IOException {
    if (file == null) {
      return;
    }
    // APPEND makes one small write atomic; force puts it on disk before we answer.
    file.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
    file.force(false);
  }
}
