import { html, nothing, type TemplateResult } from "lit/html.js";
import {
  VERDICTS,
  type Verdict,
  type Verification,
} from "../../checks/exercise/verify.ts";
import {
  claimedName,
  type VerifiedFile,
} from "../../checks/report/verification.ts";
import { siteRoot } from "../components/root.ts";
import { shownName } from "../components/shown-name.ts";
import type { TeamData } from "./verifying.ts";

/** A sign for each verdict, beside its words. */
const SIGNS: Readonly<Record<Verdict, string>> = {
  passes: "✓",
  earlier: "·",
  refuted: "✕",
  "no-exercise": "✕",
};

/** A table for each file. */
export function resultTables(
  files: readonly VerifiedFile[],
  tracks: TeamData["tracks"],
): readonly TemplateResult[] {
  return files.map(
    ({ file, verification }) =>
      html`<section class="person" data-verified=${file}>
        ${
          verification.kind === "unusable"
            ? html`<h2>${shownName(file)}</h2>
                <p>Cannot be used, because ${verification.because}.</p>`
            : tableOf(file, verification, tracks)
        }
      </section>`,
  );
}

function tableOf(
  file: string,
  verified: Extract<Verification, { kind: "verified" }>,
  tracks: TeamData["tracks"],
): TemplateResult {
  const { name, exported, results, leftOut } = verified;
  const titleOf = (id: string): string =>
    tracks.find((track) => track.id === id)?.title ?? id;
  const written =
    exported === undefined ? "" : `, written on ${exported.slice(0, 10)}`;
  return html`<h2><bdi>${claimedName(name)}</bdi></h2>
    <p>As claimed in ${shownName(file)}${written}.</p>
    ${verified.tracks.map(
      ({ track, confirmed, of }) =>
        html`<p>
          ${titleOf(track)}: ${confirmed} of ${of} exercises confirmed.
        </p>`,
    )}
    ${results.length === 0 ? html`<p>It holds no submitted answer.</p>` : nothing}
    ${
      results.length === 0
        ? nothing
        : html`<div
            class="scroll"
            tabindex="0"
            role="region"
            aria-label=${`Verdicts on ${shownName(file)}`}
          >
            <table>
              <thead>
                <tr>
                  <th scope="col">Exercise</th>
                  <th scope="col">Verdict</th>
                  <th scope="col">Passed, as claimed</th>
                  <th scope="col">Hints, as claimed</th>
                </tr>
              </thead>
              <tbody>
                ${results.map(
                  ({ exercise, verdict, lacks, at, hints }) =>
                    html`<tr data-exercise=${exercise} data-verdict=${verdict}>
                      <th scope="row">${exerciseName(exercise, verdict)}</th>
                      <td>
                        <span class="verdict">
                          <span aria-hidden="true">${SIGNS[verdict]}</span>
                          ${VERDICTS[verdict]}</span
                        >${
                          lacks.length === 0
                            ? nothing
                            : html`<br /><span class="lacks"
                                  >Lacks: ${lacks.join("; ")}</span
                                >`
                        }
                      </td>
                      <td>${at.slice(0, 10)}</td>
                      <td>${hints}</td>
                    </tr>`,
                )}
              </tbody>
            </table>
          </div>`
    }
    ${leftOut.map((sentence) => html`<p>${sentence}</p>`)}`;
}

function exerciseName(id: string, verdict: Verdict): string | TemplateResult {
  return verdict === "no-exercise"
    ? id
    : html`<a href=${new URL(`exercises/${id}/`, siteRoot()).href}>${id}</a>`;
}
