import { createServer, type RequestListener, type Server } from "node:http";

/** The server of a receiver that is given as a function; on its own because it brings Node's HTTP along. */
export const createListenerServer = (listener: RequestListener): Server => createServer(listener);
