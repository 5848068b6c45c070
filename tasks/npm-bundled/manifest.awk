# Reads JSON and prints the text fields of its top level, and the texts of top-level lists, as KEY TAB VALUE.
# Good enough for a package.json of any layout; escapes in texts stay as they are written.
{ text = text $0 "\n" }

END {
  size = length(text)
  for (at = 1; at <= size; at++) {
    char = substr(text, at, 1)
    if (char == "\"") {
      start = at + 1
      for (at++; at <= size; at++) {
        char = substr(text, at, 1)
        if (char == "\\") at++
        else if (char == "\"") break
      }
      value = substr(text, start, at - start)
      if (depth == 1 && !after_colon) key = value
      else if (depth == 1 || (depth == 2 && list)) show(key, value)
      after_colon = 0
    } else if (char == "{" || char == "[") {
      depth++
      if (depth == 2) list = (char == "[")
      after_colon = 0
    } else if (char == "}" || char == "]") {
      depth--
      after_colon = 0
    } else if (char == ":") after_colon = 1
    else if (char == ",") after_colon = 0
  }
}

function show(name, what) {
  if (length(what) > 500) what = substr(what, 1, 500) "..."
  gsub(/[\n\t\r]/, " ", what)
  print name "\t" what
}
