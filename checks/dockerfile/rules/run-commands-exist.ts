import { defineRule, type Problem } from "../../rule.ts";
import { mayLackCommands } from "../build-questions.ts";
import { ProgramsInTime } from "../run-programs.ts";

export default defineRule({
  id: "run-commands-exist",
  title: "Run only programs that the stage has",
  category: "correctness",
  severity: "error",
  about: ["RUN"],
  *check(subject): Generator<Problem> {
    if (!mayLackCommands(subject)) return;
    const programs = new ProgramsInTime();
    for (const built of subject.build.stages) {
      for (const { at, program, isShell } of programs.missingIn(built)) {
        const name = program.slice(program.lastIndexOf("/") + 1);
        yield isShell
          ? {
              at,
              message: `This RUN asks for ${program}, which is not in the image, so the build stops here.`,
              remedy:
                "Do this in a stage whose image has a shell, and copy the result from there.",
            }
          : {
              at,
              message: `${program} is not in the image here, so this command fails.`,
              remedy: `Install ${name} before this, or do this in a stage whose image has it.`,
            };
      }
    }
  },
});
