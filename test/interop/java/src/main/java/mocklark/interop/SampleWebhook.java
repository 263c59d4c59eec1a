package mocklark.interop;

import com.lark.oapi.event.EventDispatcher;
import com.lark.oapi.sdk.servlet.ext.ServletAdapter;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/**
 * The documented Java sample for the event, by webhook, without Spring. Mended: as printed it
 * declares EVENT_HANDLER and uses EVENT_DISPATCHER, lacks an import, and has its keys written in.
 */
public final class SampleWebhook extends HttpServlet {
  private static final EventDispatcher EVENT_DISPATCHER =
      EventDispatcher.newBuilder(
              System.getenv().getOrDefault("MOCKLARK_VERIFICATION_TOKEN", ""),
              System.getenv().getOrDefault("MOCKLARK_ENCRYPT_KEY", ""))
          .onP2ReserveConfigUpdatedV1(new SampleHandler())
          .build();

  private final transient ServletAdapter servletAdapter = new ServletAdapter();

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException {
    try {
      servletAdapter.handleEvent(request, response, EVENT_DISPATCHER);
    } catch (Throwable error) {
      throw new ServletException(error);
    }
  }

  public static void main(String[] args) throws Exception {
    TomcatServer.serve(new SampleWebhook());
  }
}
