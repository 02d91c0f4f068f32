// The real Bluesky network on the loopback address: directory, server of accounts, public view. It says on one line where they are;
// each line that it is sent makes the view read what was written until then, which it says with another line. It ends with its input.
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const installed = createRequire(`${process.env.NETWORK_FOLDER}/`).resolve.paths("@atproto/dev-env")[0];
const { TestNetwork } = await import(pathToFileURL(`${installed}/@atproto/dev-env/dist/index.js`).href);
const network = await TestNetwork.create({ dbPostgresSchema: "network" });
console.log(JSON.stringify({ view: network.bsky.url, server: network.pds.url, directory: network.plc.url }));
for await (const _ of createInterface({ input: process.stdin })) {
  await network.processAll();
  console.log("done");
}
process.exit(0);
