/** `node dist/main.js OUT SEEDS`: for each article its steps and sample texts, the words cut from the article at their places. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { SeedkitDocument as Document } from "../generated/document.schema.js";
import { documents } from "./corpus.js";
import { Places } from "./places.js";

function source(document: Document, seeds: string): string {
  const bytes = readFileSync(join(seeds, document.source.path));
  return new TextDecoder(document.source.encoding, { fatal: true }).decode(bytes); // drops a byte order mark, as seedkit does
}

const words = (text: string): string => text.split(/\s+/).filter(Boolean).join(" ");

function report(document: Document, seeds: string): void {
  console.log(`${document.id}: ${document.metadata.title?.text ?? "(no title)"}`);
  const places = new Places(source(document, seeds));
  for (const step of document.steps) {
    if (step.title) console.log(`  ${step.ordinal}. ${words(places.slice(step.title.span))}`);
  }
  for (const sample of document.sample_texts) {
    console.log(`  [${sample.channel ?? "any"}] ${words(places.slice(sample.span))}`);
  }
  if (document.source.format !== "text") return; // in markup the source holds signs between the words
  for (const { text, span } of [...document.sample_texts, ...document.steps.flatMap((step) => step.title ?? [])]) {
    if (words(places.slice(span)) !== words(text)) throw new Error(`${document.id}: "${text}" does not stand at ${span.start}`);
  }
}

const [out = "out", seeds = "seeds"] = process.argv.slice(2);
try {
  for (const document of documents(out)) report(document, seeds);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
