package mocklark.interop;

import com.lark.oapi.event.EventDispatcher;
import com.lark.oapi.service.vc.VcService;
import com.lark.oapi.service.vc.v1.model.P2ReserveConfigUpdatedV1;
import java.io.IOException;

/** The SDK's dispatcher with a handler that acts once per event. */
final class ReserveConfigEvents {
  static final String TYPE = "vc.reserve_config.updated_v1";

  private ReserveConfigEvents() {}

  /**
   * RECEIVER_STATE names the file of handled events. The dispatcher gets no keys: a webhook's
   * request is verified before it comes here, and the long connection needs none.
   */
  static EventDispatcher createDispatcher() throws IOException {
    HandledEvents handled = new HandledEvents(System.getenv("RECEIVER_STATE"));
    VcService.P2ReserveConfigUpdatedV1Handler handler =
        new VcService.P2ReserveConfigUpdatedV1Handler() {
          @Override
          public void handle(P2ReserveConfigUpdatedV1 event) throws Exception {
            handled.once(event.getHeader().getEventId(), () -> PrintHandled.print(event));
          }
        };
    return new KnownTypesOnly(
        EventDispatcher.newBuilder("", "").onP2ReserveConfigUpdatedV1(handler));
  }
}
