import express from "express";
import larkRouter from "./routes/lark.js";

const app = express();
const port = Number(process.env.PORT ?? 3000);

app.get("/healthz", (_request, response) => {
  response.json({ ok: true });
});
app.use("/api/lark", larkRouter);

app.listen(port, () => console.log(`listening on ${port}`));
