// How the page's scripts are linted: each as a file, and all as the one program that the page makes of them (page.js).
import js from "@eslint/js";

const UNUSED = { argsIgnorePattern: "^_", varsIgnorePattern: "^_+$", caughtErrors: "all" };

export default [
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  {
    ...js.configs.recommended,
    ignores: ["page.js"],
  },
  {
    ignores: ["page.js"],
    languageOptions: { ecmaVersion: 2023, sourceType: "script" },
    rules: {
      "no-undef": "off", // which names there are, in the browser and in other scripts, tsc knows
      "no-unused-vars": ["error", { ...UNUSED, vars: "local" }],
      strict: ["error", "global"],
      eqeqeq: ["error", "always", { null: "ignore" }],
      "no-var": "error",
      "prefer-const": "error",
      "no-shadow": "error",
      "no-else-return": "error",
      "object-shorthand": "error",
      "prefer-template": "error",
      "array-callback-return": "error",
      "no-unused-expressions": "error",
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-new-func": "error",
      "no-script-url": "error",
      // Words of articles become text, never markup.
      "no-restricted-properties": [
        "error",
        ...["innerHTML", "outerHTML", "insertAdjacentHTML", "write", "writeln", "srcdoc"].map((property) => ({ property })),
      ],
      complexity: ["error", 12],
      "max-depth": ["error", 4],
      "max-params": ["error", 5],
      "max-lines": ["error", 300],
      "max-lines-per-function": ["error", 60],
    },
  },
  { files: ["**/*.mjs"], languageOptions: { sourceType: "module" }, rules: { strict: "off" } },
  {
    // As a module, what the scripts give each other is no longer global, so what nobody uses shows.
    files: ["page.js"],
    languageOptions: { ecmaVersion: 2023, sourceType: "module" },
    rules: { "no-unused-vars": ["error", UNUSED], "no-const-assign": "error", "no-func-assign": "error", "no-class-assign": "error" },
  },
];
