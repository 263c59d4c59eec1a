package mocklark.interop;

import com.google.gson.JsonParser;
import com.lark.oapi.event.EventDispatcher;
import java.nio.charset.StandardCharsets;

/**
 * The SDK's dispatcher, silent about other event types: by itself it acknowledges them with 500 on
 * the long connection, and they are pushed again.
 */
final class KnownTypesOnly extends EventDispatcher {
  KnownTypesOnly(EventDispatcher.Builder builder) {
    super(builder);
  }

  @Override
  public Object doWithoutValidation(byte[] payload) throws Throwable {
    String text = new String(payload, StandardCharsets.UTF_8);
    String type =
        JsonParser.parseString(text)
            .getAsJsonObject()
            .getAsJsonObject("header")
            .get("event_type")
            .getAsString();
    return type.equals(ReserveConfigEvents.TYPE) ? super.doWithoutValidation(payload) : null;
  }
}
