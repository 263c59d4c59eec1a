package mocklark.interop;

import com.lark.oapi.event.EventDispatcher;
import com.lark.oapi.sdk.servlet.ext.ServletAdapter;
import com.lark.oapi.service.vc.VcService;
import com.lark.oapi.service.vc.v1.model.P2ReserveConfigUpdatedV1;
import com.lark.oapi.ws.Client;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** What receives the loop's event: a webhook with PORT, else the long connection. */
final class LoopEvents {
  private LoopEvents() {}

  /** The events of our room, as the SDK's dispatcher hands them over. */
  static BlockingQueue<P2ReserveConfigUpdatedV1> receive(String roomId) throws Exception {
    BlockingQueue<P2ReserveConfigUpdatedV1> events = new LinkedBlockingQueue<>();
    EventDispatcher dispatcher =
        EventDispatcher.newBuilder(
                System.getenv().getOrDefault("MOCKLARK_VERIFICATION_TOKEN", ""),
                System.getenv().getOrDefault("MOCKLARK_ENCRYPT_KEY", ""))
            .onP2ReserveConfigUpdatedV1(
                new VcService.P2ReserveConfigUpdatedV1Handler() {
                  @Override
                  public void handle(P2ReserveConfigUpdatedV1 event) {
                    if (roomId.equals(event.getEvent().getScopeId())) events.add(event);
                  }
                })
            .build();
    if (System.getenv("PORT") == null) connect(dispatcher);
    else TomcatServer.start(new Endpoint(dispatcher));
    return events;
  }

  private static void connect(EventDispatcher dispatcher) {
    new Client.Builder(System.getenv("MOCKLARK_APP_ID"), System.getenv("MOCKLARK_APP_SECRET"))
        .eventHandler(dispatcher)
        .domain(System.getenv("MOCKLARK_DOMAIN"))
        .build()
        .start();
  }

  private static final class Endpoint extends HttpServlet {
    private final transient EventDispatcher dispatcher;
    private final transient ServletAdapter adapter = new ServletAdapter();

    Endpoint(EventDispatcher dispatcher) {
      this.dispatcher = dispatcher;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws ServletException {
      try {
        adapter.handleEvent(request, response, dispatcher);
      } catch (Throwable error) {
        throw new ServletException(error);
      }
    }
  }
}
