"""What measures how good extraction and resolution are: each module's docstring tells what it measures and how.

Each has `score(data, predicted, misses)`, which prints what was found, and examples of what was not if they are asked
for, and returns the figures. Records are scored by `attribution`, `entities`, `events`, `openie`, `places`,
`statements` and `traps`; graphs by `checks` and `identity`, a folder of graphs by `contested`.
"""
