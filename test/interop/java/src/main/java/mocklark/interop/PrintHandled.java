package mocklark.interop;

import com.google.gson.JsonObject;
import com.lark.oapi.core.utils.Jsons;
import com.lark.oapi.service.vc.v1.model.P2ReserveConfigUpdatedV1;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Prints an event as the SDK's typed handler saw it. */
final class PrintHandled {
  // Not System.out, which has the platform's character set.
  static final PrintStream OUT =
      new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);

  private PrintHandled() {}

  /** Writes one line of JSON. Put your own work in its place. */
  static void print(P2ReserveConfigUpdatedV1 event) {
    FailFirst.check(event);
    JsonObject handled = new JsonObject();
    handled.addProperty("schema", event.getSchema());
    handled.add("header", Jsons.DEFAULT.toJsonTree(event.getHeader()));
    handled.add("event", Jsons.DEFAULT.toJsonTree(event.getEvent()));
    JsonObject line = new JsonObject();
    line.add("handled", handled);
    OUT.println(line);
  }
}
