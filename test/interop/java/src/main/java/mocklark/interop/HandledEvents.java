package mocklark.interop;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Remembers which events have had their effect, also across restarts. Feishu delivers at least
 * once: a retry whose answer was lost, or a plain duplicate, carries the same event_id.
 *
 * <p>The file holds one event_id per line and only grows. With a database, keep the ids in a table
 * with a unique key and insert in the transaction of the effect.
 */
final class HandledEvents {
  private final ConcurrentMap<String, CompletableFuture<Void>> outcomes = new ConcurrentHashMap<>();
  private final FileChannel file;

  /** Reads the ids already handled from {@code path}; null means memory only. */
  HandledEvents(String path) throws IOException {
    if (path == null) {
      file = null;
      return;
    }
    Path state = Path.of(path);
    file = FileChannel.open(state, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    String content = Files.readString(state, StandardCharsets.ISO_8859_1);
    content.lines().forEach(id -> outcomes.put(id, CompletableFuture.completedFuture(null)));
    // A crash may have torn the last line: end it, so that the next id is not glued to it.
    if (!content.isEmpty() && !content.endsWith("\n")) {
      append("\n");
    }
  }

  /**
   * Runs {@code effect} unless the event has had it, and returns only when that is on disk. Whoever
   * brings the same event at the same time waits for the first and shares its result. A failed
   * effect is forgotten, so that a retry may try.
   */
  void once(String eventId, Runnable effect) throws IOException {
    CompletableFuture<Void> mine = new CompletableFuture<>();
    CompletableFuture<Void> earlier = outcomes.putIfAbsent(eventId, mine);
    if (earlier != null) {
      share(earlier);
      return;
    }
    try {
      effect.run();
      append(eventId + "\n");
      mine.complete(null);
    } catch (Throwable error) {
      outcomes.remove(eventId);
      mine.completeExceptionally(error);
      throw error;
    }
  }

  private static void share(CompletableFuture<Void> earlier) throws IOException {
    try {
      earlier.join();
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
