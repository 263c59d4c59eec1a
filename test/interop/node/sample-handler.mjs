let failuresLeft = Number(process.env.FAIL_FIRST ?? 0);

/**
 * The handler of the documented samples: prints the event as the SDK hands it over, the header's
 * fields merged with the event's. With FAIL_FIRST=n it fails the first n times; FAIL_SCOPE_ID
 * limits that to the events of one room or level.
 */
export async function handleReserveConfigUpdated(data) {
  const onlyScope = process.env.FAIL_SCOPE_ID || data.scope_id;
  if (onlyScope === data.scope_id && failuresLeft > 0) {
    failuresLeft -= 1;
    throw new Error("failing as FAIL_FIRST demands");
  }
  console.log(JSON.stringify({ handled: data }));
  return "success";
}
