const fastify = require("fastify")({ bodyLimit: 1024 * 1024 });
const feishu = require("./plugins/feishu");

fastify.get("/", async () => ({ service: "room-limits" }));
fastify.register(feishu, { prefix: "/feishu" });

fastify.setErrorHandler((error, request, reply) => {
  reply.code(error.statusCode ?? 500).send({ error: "failed" });
});

const { BOT_PORT = "8000" } = process.env;
fastify.listen({ port: Number(BOT_PORT), host: "127.0.0.1" });
