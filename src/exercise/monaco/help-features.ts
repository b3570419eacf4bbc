// Monaco's side of our help: the menus that show suggestions and fixes. `features/suggest` registers no suggestions.
import "monaco-editor/editor/contrib/suggest/browser/suggestController.js";
import "monaco-editor/features/codeAction/register.js";
