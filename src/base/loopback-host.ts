/** Whether a request's Host header names this machine itself: nobody may steer us by a name pointed at it. */
export function isLoopbackHost(host: string | undefined): boolean {
  const url = `http://${host ?? ""}`;
  if (!URL.canParse(url)) return false;
  const { hostname } = new URL(url);
  return hostname === "localhost" || hostname === "[::1]" || /^127(?:\.\d+){3}$/.test(hostname);
}
