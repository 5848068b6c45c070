# Reads SEVERITY TAB TAG TAB SUBJECT TAB MESSAGE and prints TAP 13 with one point. Variables: check, item, type.
BEGIN {
  FS = "\t"
  letter["error"] = "E"; letter["warning"] = "W"; letter["info"] = "I"
  # from the environment, since -v would read escapes
  item = ENVIRON["TASKOTRON_ITEM"]
  words = type == "npm_package" ? "npm package" : "file"
}

{ count[$1]++ }

NR <= 1000 { severity[NR] = $1; tag[NR] = $2; subject[NR] = clean($3); message[NR] = clean($4) }

END {
  outcome = count["error"] ? "FAILED" : count["warning"] ? "INFO" : "PASSED"
  summary = outcome ": " many("error", "error") ", " many("warning", "warning") ", " many("info", "note")
  shown = NR < 1000 ? NR : 1000
  described = clean(item)
  gsub(/[\\#]/, "\\\\&", described)
  print "TAP version 13\n1..1"
  print (count["error"] ? "not ok" : "ok") " - " check " for " words " " described
  print "  ---\n  details:\n    output: |"
  for (i = 1; i <= shown; i++) print "      " subject[i] ": " letter[severity[i]] ": " tag[i] " " message[i]
  print "      " summary
  print "  item: " quoted(clean(item))
  print "  outcome: " outcome
  print "  summary: " quoted(summary)
  print "  type: " quoted(clean(type))
  if (shown) print "  findings:"
  for (i = 1; i <= shown; i++) {
    print "    - severity: " severity[i] "\n      tag: " tag[i]
    print "      message: " quoted(message[i]) "\n      subject: " quoted(subject[i])
  }
  print "  ..."
}

function many(kind, word) { return (count[kind] + 0) " " word (count[kind] == 1 ? "" : "s") }

# one harmless line of bounded length: no controls (C1 in UTF-8 included), nothing that reorders text
function clean(text) {
  if (length(text) > 500) text = substr(text, 1, 500) "..."
  gsub(/[\001-\037\177]/, "?", text)
  gsub(/\302[\200-\237]|\342\200[\216\217\250-\256]|\342\201[\246-\251]|\357\273\277/, "?", text)
  sub(/^ +/, "", text)
  return text
}

function quoted(text) {
  gsub(/\\/, "&&", text)
  gsub(/"/, "\\\\&", text)
  return "\"" text "\""
}
