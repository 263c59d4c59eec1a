/** The adapter has no name for the event: its body comes as the session's raw data. */
function printReserveConfigUpdated({ event: { _type, _data } }) {
  if (_type !== "lark" || _data.header.event_type !== "vc.reserve_config.updated_v1") return;
  const { event_id } = _data.header;
  const { scope_id } = _data.event;
  console.log(JSON.stringify({ handled: { event_id, scope_id } }));
}

/** A message is a session of its own kind, with the adapter's names. */
function printMessage({ messageId, content }) {
  console.log(JSON.stringify({ handled: { messageId, content } }));
}

/** What this bot does: it prints. */
export function printHandled(app) {
  app.on("internal/session", printReserveConfigUpdated);
  app.on("message", printMessage);
}
