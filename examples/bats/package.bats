@test "bats.readme" {
  [ -s "$TASKOTRON_ITEM/README.md" ]
}

@test "bats.licence" {
  [ -s "$TASKOTRON_ITEM/LICENSE" ]
}
