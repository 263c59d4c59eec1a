/** What the page asks of its server, asked without it: to set a scene, never in place of what is tried. */
export async function callConsole<Answer = unknown>(
  url: string,
  path: string,
  body: object = {},
): Promise<Answer> {
  const page = await (await fetch(`${url}/`)).text();
  const token = /<meta name="mocklark-token" content="([^"]*)"/.exec(page)?.[1] ?? "";
  const answer = await fetch(`${url}/console${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-mocklark-token": token },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`POST ${path} was answered with ${answer.status}: ${text}`);
  return JSON.parse(text) as Answer;
}
