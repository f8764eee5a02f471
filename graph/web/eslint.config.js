// How the page's scripts are linted; what is imported and not there, and which names the browser has, tsc knows.
import js from "@eslint/js";

const UNUSED = { argsIgnorePattern: "^_", varsIgnorePattern: "^_+$", caughtErrors: "all" };

export default [
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  js.configs.recommended,
  {
    languageOptions: { ecmaVersion: 2023, sourceType: "module" },
    rules: {
      "no-undef": "off", // which names there are, tsc knows
      "no-unused-vars": ["error", UNUSED],
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
  { files: ["**/*.cjs"], languageOptions: { sourceType: "commonjs" } },
];
