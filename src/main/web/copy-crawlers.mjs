// Puts the public crawler list and its licence on the class path of the jar, whatever the build.
import { cpSync, mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

const from = new URL("./node_modules/crawler-user-agents/", import.meta.url);
const to = new URL("../../../target/classes/crawlers/", import.meta.url);

mkdirSync(to, { recursive: true });
for (const file of ["crawler-user-agents.json", "LICENSE"]) {
  cpSync(fileURLToPath(new URL(file, from)), fileURLToPath(new URL(file, to)));
}
