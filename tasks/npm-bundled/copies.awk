# Reads JavaScript files and prints FILE TAB NAME TAB HOW for each copy of a module that a bundler or a banner names:
#   // node_modules/NAME/…             (esbuild)        //#region node_modules/.pnpm/NAME@1.2.3/node_modules/NAME/…  (rolldown)
#   "./node_modules/NAME/index.js": …  (webpack)        /*! NAME v1.2.3 …        @license NAME v1.2.3
FNR == 1 { after_bang = 0 }

length($0) < 2000 && /node_modules\// && /^[ \t]*(\/\/|\/\*|"\.\/node_modules)/ {
  path = $0
  sub(/^.*node_modules\//, "", path)
  parts = split(path, part, "/")
  name = part[1]
  if (substr(name, 1, 1) == "@") name = name "/" part[2]
  if (parts > 1 && name ~ /^(@[A-Za-z0-9._~-]+\/)?[A-Za-z0-9_~-][A-Za-z0-9._~-]*$/) tell(name, "module path")
}

/\/\*!|@license|@preserve/ || after_bang {
  line = substr($0, 1, 2000)
  if (match(line, /(\/\*!|@license|@preserve)[ \t*]*/)) line = substr(line, RSTART + RLENGTH)
  after_bang = (line == "")
  sub(/^[ \t*]+/, "", line)
  if (match(line, /^[A-Za-z@][A-Za-z0-9@\/._-]*( [A-Za-z.]+)?( [A-Za-z.]+)?( [A-Za-z.]+)?( -)? v?[0-9]+\.[0-9]+(\.[0-9]+)?[^ ]*/)) {
    name = substr(line, RSTART, RLENGTH)
    if (tolower(name) !~ /^(copyright|license|version|licensed|apache|mpl|mozilla|gpl|bsd) /) tell(name, "banner")
  }
}

function tell(what, how) {
  if (seen[FILENAME, what]++) return
  print FILENAME "\t" what "\t" how
}
