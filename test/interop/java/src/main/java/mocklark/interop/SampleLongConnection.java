package mocklark.interop;

import com.lark.oapi.event.EventDispatcher;
import com.lark.oapi.ws.Client;

/** The documented Java sample for the event, by long connection. */
public final class SampleLongConnection {
  private static final EventDispatcher EVENT_HANDLER =
      EventDispatcher.newBuilder("", "").onP2ReserveConfigUpdatedV1(new SampleHandler()).build();

  private SampleLongConnection() {}

  public static void main(String[] args) {
    new Client.Builder(System.getenv("MOCKLARK_APP_ID"), System.getenv("MOCKLARK_APP_SECRET"))
        .eventHandler(EVENT_HANDLER)
        .domain(System.getenv("MOCKLARK_DOMAIN"))
        .build()
        .start();
  }
}
