# Characters that change how a line is shown.
access = "user‮"  # expect: PYA613
x = 1  # ⁦comment  # expect-alias: PYA613
y = "‏"  # nosec B613 - a text of the renderer # expect-marked: PYA613
z = "\u202e ä–"  # silent: PYA613
