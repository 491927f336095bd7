/** Reads a folder that `seedkit build` wrote, and lets nothing through that the schema does not describe. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import type { SeedkitDocument as Document } from "../generated/document.schema.js";
import type { SeedkitIndex as Index } from "../generated/index.schema.js";

const SCHEMAS = join(import.meta.dirname, "../../../schema/v1");

const ajv = new Ajv2020({ strict: true, allErrors: true });
ajv.addVocabulary(["discriminator"]); // a hint of OpenAPI's for code generators; JSON Schema takes it for an annotation

function compile<T>(name: string): ValidateFunction<T> {
  return ajv.compile<T>(JSON.parse(readFileSync(join(SCHEMAS, `${name}.schema.json`), "utf8")));
}

const isIndex = compile<Index>("index");
const isDocument = compile<Document>("document");

function read<T>(file: string, is: ValidateFunction<T>): T {
  const data: unknown = JSON.parse(readFileSync(file, "utf8"));
  if (!is(data)) throw new Error(`${file}: ${ajv.errorsText(is.errors)}`);
  return data;
}

/** Yields the documents of a build, one at a time. Throws an Error that names the file and the fault where data is not valid. */
export function* documents(out: string): Generator<Document> {
  const version = join(out, "v1");
  for (const entry of read(join(version, "index.json"), isIndex).documents) {
    const file = entry.files["json"];
    if (file) yield read(join(version, file.path), isDocument);
  }
}
