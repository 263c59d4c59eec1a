package mocklark.interop;

import com.google.gson.JsonObject;
import com.lark.oapi.event.EventDispatcher;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A complete receiver of vc.reserve_config.updated_v1 by webhook. */
public final class WebhookReceiver extends HttpServlet {
  // An event with 500 subscribers, the documented ceiling, is about 150 KB when encrypted.
  private static final int MAX_BODY_BYTES = 1024 * 1024;
  private static final Logger LOG = LoggerFactory.getLogger(WebhookReceiver.class);

  private final transient RequestGuard guard;
  private final transient EventDispatcher dispatcher;

  private WebhookReceiver(RequestGuard guard, EventDispatcher dispatcher) {
    this.guard = guard;
    this.dispatcher = dispatcher;
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try {
      answer(response, 200, receive(request));
    } catch (RequestGuard.Refused refused) {
      LOG.warn("answered {}: {}", refused.status, refused.getMessage());
      answer(response, refused.status, message("refused"));
    } catch (Throwable error) {
      LOG.error("answered 500", error);
      answer(response, 500, message("internal error"));
    }
  }

  private JsonObject receive(HttpServletRequest request) throws Throwable {
    RequestGuard.Message message = guard.judge(request::getHeader, readBody(request));
    if (message.challenge() != null) {
      JsonObject echo = new JsonObject();
      echo.addProperty("challenge", message.challenge());
      return echo;
    }
    // An error would make Feishu retry what we shall never handle.
    if (!ReserveConfigEvents.TYPE.equals(message.eventType())) {
      return message("ignored");
    }
    dispatcher.doWithoutValidation(message.plaintext());
    return message("success");
  }

  private static byte[] readBody(HttpServletRequest request) throws RequestGuard.Refused {
    String contentType = String.valueOf(request.getContentType());
    if (!contentType.split(";")[0].trim().equalsIgnoreCase("application/json")) {
      throw new RequestGuard.Refused(415, "the content type is not application/json");
    }
    byte[] body;
    try {
      body = request.getInputStream().readNBytes(MAX_BODY_BYTES + 1);
    } catch (IOException error) {
      throw new RequestGuard.Refused(400, "the body broke off");
    }
    if (body.length > MAX_BODY_BYTES) {
      throw new RequestGuard.Refused(413, "the body is too large");
    }
    return body;
  }

  private static JsonObject message(String text) {
    JsonObject message = new JsonObject();
    message.addProperty("msg", text);
    return message;
  }

  private static void answer(HttpServletResponse response, int status, JsonObject body)
      throws IOException {
    response.setStatus(status);
    response.setContentType("application/json; charset=utf-8");
    response.getOutputStream().write(body.toString().getBytes(StandardCharsets.UTF_8));
  }

  public static void main(String[] args) throws Exception {
    String token = System.getenv("MOCKLARK_VERIFICATION_TOKEN");
    if (token == null || token.isEmpty()) {
      System.err.println("MOCKLARK_VERIFICATION_TOKEN is not set");
      System.exit(1);
    }
    String encryptKey = System.getenv().getOrDefault("MOCKLARK_ENCRYPT_KEY", "");
    TomcatServer.serve(
        new WebhookReceiver(
            new RequestGuard(encryptKey, token), ReserveConfigEvents.createDispatcher()));
  }
}
