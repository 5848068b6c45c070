setup_file() {
  [ -e "$TASKOTRON_ITEM" ]
}

@test "TASK_NAME" {
  if [ -d "$TASKOTRON_ITEM" ]; then
    [ -n "$(ls -A "$TASKOTRON_ITEM")" ]
  else
    [ -s "$TASKOTRON_ITEM" ]
  fi
}
