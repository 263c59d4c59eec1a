package mocklark.interop;

import java.nio.file.Files;
import java.nio.file.Path;
import javax.servlet.http.HttpServlet;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.ErrorReportValve;

/** An embedded Tomcat with one servlet at /webhook/event, on 127.0.0.1:PORT. */
final class TomcatServer {
  private TomcatServer() {}

  /** Says on stdout where it listens, and serves until the process ends. */
  static void serve(HttpServlet servlet) throws Exception {
    start(servlet).getServer().await();
  }

  /** Returns when it serves, and says so on stdout. */
  static Tomcat start(HttpServlet servlet) throws Exception {
    Tomcat tomcat = new Tomcat();
    Path baseDir = Files.createTempDirectory("receiver-tomcat");
    tomcat.setBaseDir(baseDir.toString());
    tomcat.setConnector(connector());
    Context context = tomcat.addContext("", baseDir.toString());
    Tomcat.addServlet(context, "event", servlet);
    context.addServletMappingDecoded("/webhook/event", "event");
    hideInternals((StandardHost) tomcat.getHost());
    tomcat.start();
    PrintHandled.OUT.println(
        "listening on http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + "/webhook/event");
    return tomcat;
  }

  private static Connector connector() {
    Connector connector = new Connector();
    connector.setPort(Integer.parseInt(System.getenv().getOrDefault("PORT", "3000")));
    connector.setProperty("address", "127.0.0.1");
    // Read what is left of a refused body, or the client would see a reset instead of our answer.
    connector.setProperty("maxSwallowSize", String.valueOf(8 * 1024 * 1024));
    connector.setProperty("connectionTimeout", "10000");
    connector.setThrowOnFailure(true);
    return connector;
  }

  // Tomcat's own error page names its version and shows stack traces.
  private static void hideInternals(StandardHost host) throws LifecycleException {
    ErrorReportValve plain = new ErrorReportValve();
    plain.setShowReport(false);
    plain.setShowServerInfo(false);
    host.setErrorReportValveClass("");
    host.getPipeline().addValve(plain);
  }
}
