package mocklark.interop;

import com.lark.oapi.okhttp.OkHttpClient;
import com.lark.oapi.ws.Client;
import com.lark.oapi.ws.exception.ServerUnreachableException;
import java.lang.reflect.Field;
import java.time.Duration;

/**
 * A complete receiver of vc.reserve_config.updated_v1 by long connection. The SDK verifies nothing
 * here and need not: the connection is authenticated. What it leaves to you is acting once per
 * event, noticing that the gateway is gone, and not giving up in silence.
 */
public final class LongConnectionReceiver {
  private static final Duration PING_INTERVAL = Duration.ofSeconds(3);

  private LongConnectionReceiver() {}

  public static void main(String[] args) throws Exception {
    Client client =
        new Client.Builder(System.getenv("MOCKLARK_APP_ID"), System.getenv("MOCKLARK_APP_SECRET"))
            .eventHandler(ReserveConfigEvents.createDispatcher())
            .domain(System.getenv("MOCKLARK_DOMAIN"))
            .build();
    noticeDeadConnections(client);
    endWhenItGivesUp();
    // Returns at once; the SDK's threads keep the process alive.
    client.start();
  }

  /**
   * After as many tries as the server's ReconnectCount says the SDK throws in a thread of its own,
   * and the process stays up and deaf: end it, so that a supervisor starts it again.
   */
  private static void endWhenItGivesUp() {
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, error) -> {
          error.printStackTrace();
          if (error instanceof ServerUnreachableException) Runtime.getRuntime().halt(1);
        });
  }

  /**
   * The SDK (2.5.3) notices neither a clean close by the gateway nor a silent one, and offers no
   * setting. WebSocket pings of its HTTP client find both; an unanswered one makes it reconnect.
   */
  private static void noticeDeadConnections(Client client) throws ReflectiveOperationException {
    Field httpClient = Client.class.getDeclaredField("httpClient");
    httpClient.setAccessible(true);
    httpClient.set(client, new OkHttpClient.Builder().pingInterval(PING_INTERVAL).build());
  }
}
